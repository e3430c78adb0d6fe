package dev.buzon.testing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages for the catalogue, each different from every other in text and in size. */
final class Letters {
    private Letters() {}

    /** Five short ones; dots begin some lines of the first, and the fourth is not ASCII. */
    static List<byte[]> five() {
        return List.of(
                octets(head(1) + ".one\r\n..\r\n.\r\n" + ".".repeat(1000) + "\r\nend\r\n"),
                octets(head(2) + "The second.\r\n"),
                octets(head(3) + "three\r\n".repeat(40)),
                octets(head(4) + "caf\u00c3\u00a9, \u00ff\u00fe\r\n\r\n\r\nfour\r\n"),
                octets(head(5)));
    }

    /** So many, of about this size. */
    static List<byte[]> many(int count, int octets) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> octets(head(i) + lines(octets + i - head(i).length())))
                .toList();
    }

    /** The five, with one that has a dot alone on a line in the place of the second. */
    static List<byte[]> withLoneDot() {
        return List.of(
                octets(head(1) + "one\r\n"),
                octets(head(2) + "before\r\n.\r\nafter the dot\r\n"),
                octets(head(3) + "three\r\n"));
    }

    /** Three, the second without a line end at its end. */
    static List<byte[]> withoutLastLineEnd() {
        return List.of(
                octets(head(1) + "one\r\n"),
                octets(head(2) + "no end"),
                octets(head(3) + "three\r\n"));
    }

    static Set<Integer> ids(List<byte[]> messages) {
        return IntStream.rangeClosed(1, messages.size()).boxed().collect(Collectors.toSet());
    }

    private static String head(int number) {
        return "From: luis@example.test\r\nTo: ana@example.test\r\nSubject: letter "
                + number
                + "\r\nMessage-ID: <letter-"
                + number
                + "@example.test>\r\nDate: Sun, 22 Nov 2026 08:00:00 +0000\r\n\r\n";
    }

    private static String lines(int octets) {
        String line = "All work and no play makes a very long letter of it in the end, dear.\r\n";
        int whole = Math.max(octets, 2) / line.length();
        return line.repeat(whole) + "x".repeat(Math.max(octets % line.length(), 1)) + "\r\n";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
