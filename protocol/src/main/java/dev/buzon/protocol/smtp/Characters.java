package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Which characters may stand where in commands, addresses and replies. */
final class Characters {
    private Characters() {}

    /**
     * Whether the text holds a control character (C0, DEL, C1), a line or paragraph separator, or
     * half a surrogate pair: none of them may reach the wire or a log.
     */
    static boolean hasControl(String text) {
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (isControl(point)) {
                return true;
            }
            at += Character.charCount(point);
        }
        return false;
    }

    static boolean isControl(int point) {
        return point < 0x20
                || (point >= 0x7f && point < 0xa0)
                || point == 0x2028
                || point == 0x2029
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Whether every character is a letter or digit of ASCII or one of {@code others}. */
    static boolean onlyAlnumOr(String others, String text) {
        return text.chars().allMatch(c -> isAlnum(c) || others.indexOf(c) >= 0);
    }

    static boolean isAlnum(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** RFC 5322 §3.2.3 atext, with the characters RFC 6531 §3.3 adds. */
    static boolean isAtext(int c) {
        return isAlnum(c) || c >= 0x80 || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    /** ASCII that is seen: neither blank nor control. */
    static boolean isVisible(int c) {
        return c > 0x20 && c < 0x7f;
    }

    static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }
}
