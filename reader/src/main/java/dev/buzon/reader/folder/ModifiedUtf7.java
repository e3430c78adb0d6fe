package dev.buzon.reader.folder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Names of folders in ASCII (RFC 3501 §5.1.3): printable characters are themselves, {@code &} is
 * {@code &-}, everything else is UTF-16 in base 64 between {@code &} and {@code -}.
 */
public final class ModifiedUtf7 {
    /** The longest name that is decoded, in characters; the disk allows no longer ones. */
    public static final int LENGTH_MAX = 255;

    private ModifiedUtf7() {}

    /** The encoded name. Half of a surrogate pair becomes a question mark. */
    public static String encode(String name) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            if (plain(c)) {
                out.append(c == '&' ? "&-" : String.valueOf(c));
                i++;
                continue;
            }
            int start = i;
            while (i < name.length() && !plain(name.charAt(i))) {
                i++;
            }
            byte[] utf16 = whole(name.substring(start, i)).getBytes(StandardCharsets.UTF_16BE);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
            out.append('&').append(base64.replace('/', ',')).append('-');
        }
        return out.toString();
    }

    /** The name, or empty when it is not well-formed or has a form other than the one encoded. */
    public static Optional<String> decode(String encoded) {
        if (encoded.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < encoded.length()) {
            char c = encoded.charAt(i);
            if (!plain(c)) {
                return Optional.empty();
            }
            if (c != '&') {
                out.append(c);
                i++;
                continue;
            }
            int end = encoded.indexOf('-', i);
            if (end < 0 || !shift(encoded.substring(i + 1, end), out)) {
                return Optional.empty();
            }
            i = end + 1;
        }
        String name = out.toString();
        // One name, one form: otherwise two folders would have the same name on the page.
        return encode(name).equals(encoded) ? Optional.of(name) : Optional.empty();
    }

    private static boolean shift(String base64, StringBuilder out) {
        if (base64.isEmpty()) {
            out.append('&');
            return true;
        }
        try {
            byte[] utf16 = Base64.getDecoder().decode(base64.replace(',', '/'));
            out.append(new String(utf16, StandardCharsets.UTF_16BE));
            return utf16.length % 2 == 0;
        } catch (IllegalArgumentException e) {
            return false; // not base 64
        }
    }

    private static boolean plain(char c) {
        return c >= 0x20 && c <= 0x7e;
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }
}
