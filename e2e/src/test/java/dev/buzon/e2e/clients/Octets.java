package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/** Looks at messages as octets. */
final class Octets {
    /** What a post office may write before a message (RFC 5321 §4.4). */
    private static final List<String> TRACE = List.of("Return-Path:", "Delivered-To:", "Received:");

    private static final int HEAD_OCTETS = 4096;
    private static final int SHOWN_OCTETS = 60;

    private Octets() {}

    /** The messages that are this letter. */
    static List<byte[]> that(String mark, List<byte[]> messages) {
        return messages.stream()
                .filter(message -> head(message).contains("\nMessage-ID: " + mark))
                .toList();
    }

    /** Whether they are the same; else where they begin to differ. */
    static Cell same(byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        return at < 0
                ? Cell.YES
                : Cell.bad(
                        "differs at octet %d of %d (got %d): expected %s, got %s"
                                .formatted(
                                        at,
                                        expected.length,
                                        actual.length,
                                        shown(expected, at),
                                        shown(actual, at)));
    }

    /** Whether a stored message is this one behind trace fields and nothing else. */
    static Cell traced(byte[] message, byte[] expected) {
        int prefix = message.length - expected.length;
        if (prefix < 0) {
            return Cell.bad("only " + message.length + " octets of " + expected.length);
        }
        if (!Arrays.equals(message, prefix, message.length, expected, 0, expected.length)) {
            return same(expected, Arrays.copyOfRange(message, prefix, message.length));
        }
        for (String line : new String(message, 0, prefix, ISO_8859_1).split("\r\n", -1)) {
            boolean folded = line.startsWith("\t") || line.startsWith(" ") || line.isEmpty();
            if (!folded && TRACE.stream().noneMatch(line::startsWith)) {
                return Cell.bad("something stands before the message: " + line);
            }
        }
        return Cell.YES;
    }

    private static String head(byte[] message) {
        return new String(message, 0, Math.min(HEAD_OCTETS, message.length), ISO_8859_1);
    }

    private static String shown(byte[] octets, int at) {
        int end = Math.min(octets.length, at + SHOWN_OCTETS);
        return '"'
                + new String(octets, at, end - at, ISO_8859_1)
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }
}
