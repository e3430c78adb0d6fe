package dev.buzon.message;

import java.util.function.IntPredicate;

/**
 * Values from outside, made fit for a header field: nothing in them can end a line, a comment or a
 * path. What does not fit becomes a question mark, so that it is seen that something was there.
 */
final class Sanitised {
    /** More than any address or domain may have (RFC 5321 §4.5.3.1); well under a line's 998. */
    static final int VALUE_MAX = 512;

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
        text.codePoints()
                .limit(VALUE_MAX)
                .map(c -> isText(c) && fits.test(c) ? c : '?')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isText(int c) {
        return !Character.isISOControl(c)
                && c != 0x2028 // a line separator for some readers
                && c != 0x2029
                && Character.getType(c) != Character.SURROGATE;
    }
}
