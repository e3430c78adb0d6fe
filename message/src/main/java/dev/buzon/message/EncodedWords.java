package dev.buzon.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A text that becomes encoded words (RFC 2047), cut where a line has room for more. Q is used where
 * it is not more than twice the text, as a reader without a decoder can read it, else B; Q with the
 * few characters that may stand in a phrase (RFC 2047 §5). Characters are never cut in two.
 *
 * <p>Octets that are not UTF-8 are labelled {@code unknown-8bit} (RFC 1428 §3): nothing is claimed
 * of them, and a reader that guesses right has them all.
 */
final class EncodedWords {
    /** The most an encoded word may have, delimiters included (RFC 2047 §2). */
    static final int WORD_MAX = 75;

    /** Room enough for at least one character of four octets in Q with either label. */
    static final int WORD_MIN = 32;

    private static final String HEX = "0123456789ABCDEF";

    private final String text;
    private final boolean utf8;
    private final boolean quotedPrintable;
    private int next;

    /** The words of this text; when it is not {@code utf8}, each char is one octet. */
    EncodedWords(String text, boolean utf8) {
        this.text = text;
        this.utf8 = utf8;
        byte[] octets = octets(0, text.length());
        int quoted = 0;
        for (byte octet : octets) {
            quoted += quotedOctets(octet);
        }
        this.quotedPrintable = quoted <= 2 * octets.length;
    }

    boolean hasNext() {
        return next < text.length();
    }

    /** The next word, as long as possible but of {@code room} characters at most. */
    String next(int room) {
        String prefix =
                "=?" + (utf8 ? "utf-8" : "unknown-8bit") + (quotedPrintable ? "?Q?" : "?B?");
        int payload = Math.min(room, WORD_MAX) - prefix.length() - "?=".length();
        int end = end(payload);
        byte[] octets = octets(next, end);
        next = end;
        return prefix
                + (quotedPrintable ? quoted(octets) : Base64.getEncoder().encodeToString(octets))
                + "?=";
    }

    private int end(int payload) {
        int limit = quotedPrintable ? payload : payload / 4 * 3;
        int used = 0;
        int end = next;
        while (end < text.length()) {
            int after = end + (utf8 ? Character.charCount(text.codePointAt(end)) : 1);
            int cost = 0;
            for (byte octet : octets(end, after)) {
                cost += quotedPrintable ? quotedOctets(octet) : 1;
            }
            if (used + cost > limit) {
                break;
            }
            used += cost;
            end = after;
        }
        return end;
    }

    private byte[] octets(int from, int to) {
        return text.substring(from, to).getBytes(utf8 ? UTF_8 : ISO_8859_1);
    }

    private static int quotedOctets(byte octet) {
        return isPlain(octet) || octet == ' ' ? 1 : 3;
    }

    private static boolean isPlain(byte octet) {
        return octet > 0 && Character.isLetterOrDigit(octet);
    }

    private static String quoted(byte[] octets) {
        StringBuilder quoted = new StringBuilder();
        for (byte octet : octets) {
            if (octet == ' ') {
                quoted.append('_');
            } else if (isPlain(octet)) {
                quoted.append((char) octet);
            } else {
                quoted.append('=').append(hex(octet));
            }
        }
        return quoted.toString();
    }

    /** Two upper-case hexadecimal digits. */
    static String hex(byte octet) {
        return "" + HEX.charAt((octet >> 4) & 15) + HEX.charAt(octet & 15);
    }
}
