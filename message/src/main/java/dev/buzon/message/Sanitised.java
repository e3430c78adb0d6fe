package dev.buzon.message;

import java.util.function.IntPredicate;

/**
 * Values from outside, made fit for a header field: nothing in them can end a line, a comment or a
 * path. What does not fit becomes a question mark, so that it is seen that something was there.
 */
final class Sanitised {
    /**
     * Where a value is cut: 64 octets of local part, an at sign, 255 of domain (RFC 5321 §4.5.3.1).
     * Two of them and the words between still fit into a line of 998.
     */
    static final int OCTETS_MAX = 320;

    private Sanitised() {}

    /** An address without its angle brackets; angle brackets stay only where they are quoted. */
    static String path(String address) {
        boolean quoted = address.startsWith("\"");
        return clean(address, c -> (c > ' ' && c != '<' && c != '>') || (quoted && c >= ' '));
    }

    /** A domain or address literal; non-ASCII letters only when {@code utf8} (RFC 6531 §3.7.3). */
    static String domain(String name, boolean utf8) {
        return clean(name, c -> c < 0x80 ? isDomainOctet(c) : utf8 && Character.isLetterOrDigit(c));
    }

    /** A word of ASCII letters, digits and a few signs: an identifier, a cipher suite. */
    static String word(String word) {
        return clean(word, Sanitised::isDomainOctet);
    }

    private static boolean isDomainOctet(int c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || "-._:[]+".indexOf(c) >= 0;
    }

    private static String clean(String text, IntPredicate fits) {
        StringBuilder clean = new StringBuilder();
        int octets = 0;
        int at = 0;
        while (at < text.length()) {
            int read = text.codePointAt(at);
            int c = isText(read) && fits.test(read) ? read : '?';
            octets += utf8Octets(c);
            if (octets > OCTETS_MAX) {
                break;
            }
            clean.appendCodePoint(c);
            at += Character.charCount(read);
        }
        return clean.toString();
    }

    private static int utf8Octets(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static boolean isText(int c) {
        return !Character.isISOControl(c)
                && c != 0x2028 // a line separator for some readers
                && c != 0x2029
                && Character.getType(c) != Character.SURROGATE;
    }
}
