package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Messages that can be told from each other and made again: so many, of so many octets each.
 *
 * @param count how many
 * @param octets the length of each
 */
record Mailing(int count, int octets) {
    private static final Pattern NUMBER =
            Pattern.compile("^X-Number: ([0-9]+)\r?$", Pattern.MULTILINE);
    private static final String BEGIN = "From: Luis <luis@example.test>\r\n";
    private static final int LINE = 76;
    private static final int HEAD = 4096;

    /** Octets that only this message has. */
    static String mark(int number) {
        return "X-Number: " + number + "\r\n";
    }

    /** A message, counted from 1. Some of its lines begin with a dot. */
    byte[] message(int number) {
        byte[] head =
                (BEGIN
                                + "To: ana@example.test\r\n"
                                + "Date: Mon, 23 Nov 2026 08:00:00 +0100\r\n"
                                + "Message-ID: <%d@mailing.example.test>\r\n".formatted(number)
                                + mark(number)
                                + "\r\n")
                        .getBytes(US_ASCII);
        byte[] message = Arrays.copyOf(head, Math.max(octets, head.length + 2));
        Random random = new Random(number);
        int at = head.length;
        while (at < message.length) {
            int end = Math.min(at + LINE, message.length);
            if (message.length - end < 2) {
                end = message.length; // no room for a line of its own
            }
            for (int i = at; i < end - 2; i++) {
                int dot = i == at ? random.nextInt(4) : 1;
                message[i] = (byte) (dot == 0 ? '.' : 'a' + random.nextInt(26));
            }
            message[end - 2] = '\r';
            message[end - 1] = '\n';
            at = end;
        }
        return message;
    }

    /** What lies in a Maildir. */
    Collected look(Path maildir) throws IOException {
        Map<Integer, Integer> whole = new TreeMap<>();
        int damaged = 0;
        for (String part : new String[] {"new", "cur"}) {
            if (!Files.isDirectory(maildir.resolve(part))) {
                continue;
            }
            try (Stream<Path> files = Files.list(maildir.resolve(part))) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    int number = intact(Files.readAllBytes(file));
                    if (number > 0) {
                        whole.merge(number, 1, Integer::sum);
                    } else {
                        damaged++;
                    }
                }
            }
        }
        return new Collected(whole, damaged);
    }

    /** How many files lie in a Maildir, whatever is in them. */
    static int files(Path maildir) throws IOException {
        int files = 0;
        for (String part : new String[] {"new", "cur"}) {
            try (Stream<Path> all = Files.list(maildir.resolve(part))) {
                files += (int) all.count();
            }
        }
        return files;
    }

    /** The number of a message that has every octet, line ends apart; else 0. */
    private int intact(byte[] file) {
        String head = new String(file, 0, Math.min(HEAD, file.length), ISO_8859_1);
        Matcher number = NUMBER.matcher(head);
        if (!number.find()) {
            return 0;
        }
        int n = Integer.parseInt(number.group(1));
        int begin = head.indexOf(BEGIN.stripTrailing()); // fields that a program adds stand before
        return begin >= 0 && same(message(n), file, begin) ? n : 0;
    }

    /** Whether they are the same, CR apart: files have the line ends of the system. */
    private static boolean same(byte[] message, byte[] file, int begin) {
        int at = begin;
        for (byte octet : message) {
            if (octet != '\r') {
                while (at < file.length && file[at] == '\r') {
                    at++;
                }
                if (at == file.length || file[at++] != octet) {
                    return false;
                }
            }
        }
        return at == file.length;
    }

    /**
     * What a program has brought.
     *
     * @param whole how often each message is there with every octet
     * @param damaged files that are no whole message
     */
    record Collected(Map<Integer, Integer> whole, int damaged) {
        /** Different messages. */
        int different() {
            return whole.size();
        }

        /** Files that need not be there. */
        int superfluous() {
            return whole.values().stream().mapToInt(Integer::intValue).sum()
                    - whole.size()
                    + damaged;
        }
    }
}
