package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;

/**
 * Text with encoded words (RFC 2047) for people: wherever they stand, also inside quotes and words;
 * neighbours in one charset are joined before they are decoded, as many programs cut characters and
 * even base64 in two.
 */
final class EncodedText {
    /** Longer charset names are none. */
    private static final int CHARSET_MAX = 60;

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final StringBuilder base64 = new StringBuilder();
    private String charset = "";

    /** An encoded word: what it is, and where it ends. */
    private record Word(String charset, boolean quoted, String payload, int end) {}

    private EncodedText(String text) {
        this.text = text;
    }

    /** The text with its encoded words decoded; those that cannot be read stay. */
    static String decoded(String text) {
        return text.contains("=?") ? new EncodedText(text).decode() : text;
    }

    private String decode() {
        int at = 0;
        int plain = 0; // where the text begins that is not decoded yet
        boolean afterWord = false;
        while ((at = text.indexOf("=?", at)) >= 0) {
            Optional<Word> word = word(at);
            if (word.isEmpty()) {
                at += 2;
                continue;
            }
            String between = text.substring(plain, at);
            if (!afterWord || !between.isBlank()) {
                flush();
                out.append(between);
            }
            take(word.get());
            afterWord = true;
            at = word.get().end();
            plain = at;
        }
        flush();
        return out.append(text, plain, text.length()).toString();
    }

    private Optional<Word> word(int from) {
        int afterCharset = text.indexOf('?', from + 2);
        if (afterCharset < 0
                || afterCharset - from > CHARSET_MAX
                || afterCharset == from + 2
                || afterCharset + 2 >= text.length()
                || text.charAt(afterCharset + 2) != '?') {
            return Optional.empty();
        }
        char encoding = Character.toLowerCase(text.charAt(afterCharset + 1));
        int end = text.indexOf('?', afterCharset + 3);
        boolean closed = end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '=';
        if (!closed || (encoding != 'q' && encoding != 'b')) {
            return Optional.empty();
        }
        String name = text.substring(from + 2, afterCharset);
        int language = name.indexOf('*'); // RFC 2231 §5
        return Optional.of(
                new Word(
                        language < 0 ? name : name.substring(0, language),
                        encoding == 'q',
                        text.substring(afterCharset + 3, end),
                        end + 2));
    }

    private void take(Word word) {
        if (!word.charset().equalsIgnoreCase(charset)) {
            flush();
            charset = word.charset();
        }
        if (word.quoted()) {
            flushBase64();
            quoted(word.payload());
        } else {
            if (!base64.isEmpty() && base64.charAt(base64.length() - 1) == '=') {
                flushBase64();
            }
            base64.append(word.payload());
        }
    }

    private void quoted(String payload) {
        for (int i = 0; i < payload.length(); i++) {
            char c = payload.charAt(i);
            if (c == '=' && i + 2 < payload.length() && hex(payload, i + 1) >= 0) {
                octets.write(hex(payload, i + 1));
                i += 2;
            } else if (c == '_') {
                octets.write(' ');
            } else {
                octets.writeBytes(Character.toString(c).getBytes(c < 0x100 ? ISO_8859_1 : UTF_8));
            }
        }
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private void flushBase64() {
        if (!base64.isEmpty()) {
            octets.writeBytes(base64(base64.toString()));
            base64.setLength(0);
        }
    }

    /** The octets of base64 text, as far as there are any: what is no base64 is left out. */
    static byte[] base64(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            char c = text.charAt(i);
            boolean digit = c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
            if (digit) {
                clean.append(c);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1);
        }
        return Base64.getDecoder().decode(clean.toString());
    }

    private void flush() {
        flushBase64();
        if (octets.size() > 0) {
            out.append(Charsets.decode(octets.toByteArray(), charset).text());
            octets.reset();
        }
    }
}
