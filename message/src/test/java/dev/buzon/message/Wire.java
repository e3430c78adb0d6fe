package dev.buzon.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.message.WireForm.HeaderGoes;
import dev.buzon.message.WireForm.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** What the tests of this module share: fixtures, and texts in which one char is one octet. */
final class Wire {
    static final long SEED = Long.getLong("seed", System.nanoTime());

    // CONFORMANCE §0.1
    static final String F1 =
            "From: a@example.test\r\nTo: b@example.test\r\nSubject: dots\r\n\r\n.one\r\n..\r\n.\r\nend\r\n";
    static final String F2 =
            "From: a@example.test\nTo: b@example.test\nSubject: lf\n\nfirst\nsecond\n";
    static final String F3 = "Subject: no final newline\r\n\r\nlast line";
    static final String F4 = "Subject: three\r\n\r\nl1\r\nl2\r\nl3\r\n";
    static final String F5 =
            utf8("Subject: café\r\nFrom: José <josé@example.test>\r\n\r\nhola\r\n");
    static final String F6 = "Subject: header only\r\n";

    private Wire() {}

    /** The UTF-8 octets of a text, one char each. */
    static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] octets) {
        return new String(octets, ISO_8859_1);
    }

    static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    static String seed(String text) {
        return "seed " + SEED + ", text " + text.replace("\r", "\\r").replace("\n", "\\n");
    }

    /** All that a filter says of a message. */
    record Seen(
            String out,
            String header,
            long octets,
            long headerOctets,
            boolean nonAscii,
            boolean tooLong,
            long longestLine) {}

    static Seen wire(String message, Input input) {
        return wire(
                message,
                input,
                HeaderGoes.THROUGH,
                9999,
                message.length() + 9,
                2 * message.length() + 9);
    }

    static Seen wire(
            String message, Input input, HeaderGoes goes, int limit, int inSize, int outSize) {
        WireForm wire = new WireForm(input, goes, limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocateDirect(outSize);
        byte[] octets = octets(message);
        for (int at = 0; at < octets.length; at += inSize) {
            ByteBuffer in = ByteBuffer.wrap(octets, at, Math.min(inSize, octets.length - at));
            while (in.hasRemaining()) {
                wire.pass(in, out);
                drain(out, all);
            }
        }
        while (!wire.finish(out)) {
            drain(out, all);
        }
        drain(out, all);
        return new Seen(
                all.toString(ISO_8859_1),
                text(wire.header()),
                wire.octets(),
                wire.headerOctets(),
                wire.nonAsciiHeader(),
                wire.headerTooLong(),
                wire.longestLine());
    }

    static void drain(ByteBuffer from, ByteArrayOutputStream to) {
        from.flip();
        while (from.hasRemaining()) {
            to.write(from.get());
        }
        from.clear();
    }
}
