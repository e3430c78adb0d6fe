package dev.buzon.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The text of a header field, unfolded (RFC 5322 §2.2.3).
 *
 * @param text its characters; those of ill-formed UTF-8 are its octets, one each
 * @param utf8 whether the octets were well-formed UTF-8
 */
record FieldText(String text, boolean utf8) {
    /** The text in {@code from..to} without its CRLFs and without blanks around it. */
    static FieldText of(byte[] octets, int from, int to) {
        byte[] unfolded = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (octets[at] == '\r' && at + 1 < to && octets[at + 1] == '\n') {
                at++;
            } else {
                unfolded[length++] = octets[at];
            }
        }
        int start = 0;
        while (start < length && isBlank((char) unfolded[start])) {
            start++;
        }
        while (length > start && isBlank((char) unfolded[length - 1])) {
            length--;
        }
        try {
            ByteBuffer text = ByteBuffer.wrap(unfolded, start, length - start);
            return new FieldText(UTF_8.newDecoder().decode(text).toString(), true);
        } catch (CharacterCodingException notUtf8) {
            return new FieldText(new String(unfolded, start, length - start, ISO_8859_1), false);
        }
    }

    /** Whether this is a blank of RFC 5322: space or tab. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the characters are all printable ASCII or blanks. */
    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t');
    }
}
