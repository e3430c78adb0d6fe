package dev.buzon.e2e.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * Messages that follow from their names, so that whoever finds one can check it octet by octet. A
 * name ends in the size of the body, about: {@code r3-0-17-4096}.
 */
final class Letter {
    private static final String MARK = "Message-Id: <";

    /** What a post office may put in front (RFC 5321 §4.4); the mark is not further away. */
    private static final int TRACE_OCTETS = 4_096;

    private static final int LINE_OCTETS = 76;
    private static final int DOTS = 8;

    private Letter() {}

    /** The one message of this name: ASCII, lines with CRLF, some of them begin with a dot. */
    static byte[] octets(String name) {
        int size = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        Random random = new Random(name.hashCode());
        ByteArrayOutputStream all = new ByteArrayOutputStream(size + 200);
        all.writeBytes(
                (MARK + name + "@example.test>\r\nSubject: crash\r\n\r\n").getBytes(US_ASCII));
        for (int left = size; left > 0; ) {
            byte[] line = new byte[Math.min(left, random.nextInt(LINE_OCTETS) + 1) + 2];
            random.nextBytes(line);
            for (int i = 0; i < line.length; i++) {
                line[i] = (byte) ('a' + (line[i] & 0x0f));
            }
            if (random.nextInt(DOTS) == 0) {
                line[0] = '.';
            }
            line[line.length - 2] = '\r';
            line[line.length - 1] = '\n';
            all.writeBytes(line);
            left -= line.length;
        }
        return all.toByteArray();
    }

    /** The name of a message as it was served. */
    static String name(byte[] served) {
        String head = new String(served, 0, Math.min(served.length, TRACE_OCTETS), ISO_8859_1);
        int from = head.indexOf(MARK);
        int to = head.indexOf("@example.test>", from);
        return from < 0 || to < 0 ? "(none) " + head : head.substring(from + MARK.length(), to);
    }

    /** Whether it is what was sent, octet by octet, behind what the post office puts in front. */
    static boolean intact(byte[] served) {
        String name = name(served);
        if (name.startsWith("(none)")) {
            return false;
        }
        byte[] sent = octets(name);
        int from = served.length - sent.length;
        return from > 0 && Arrays.equals(served, from, served.length, sent, 0, sent.length);
    }
}
