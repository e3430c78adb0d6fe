package dev.buzon.e2e.script;

import java.nio.charset.StandardCharsets;

/** Escapes of raw lines, and the way between text, octets and octet strings. */
public final class OctetString {
    /** The most octets one raw line may stand for: enough for a body of one mebibyte. */
    public static final int OCTETS_MAX = 1 << 20;

    private OctetString() {}

    /** The UTF-8 octets of this text. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These octets, one char each. */
    public static String of(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** The octets of an octet string. */
    public static byte[] octets(String octetString) {
        return octetString.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What a raw line stands for: {@code \r \n \t \0 \\ \{ \}}, {@code \xHH}, and {@code {300 x}}
     * for 300 times what follows the blank.
     *
     * @throws IllegalArgumentException with a sentence, when it is malformed or too long
     */
    public static String unescape(String raw) {
        var out = new StringBuilder();
        var text = of(raw);
        var at = 0;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\\') {
                at = escape(text, at + 1, out);
            } else if (c == '{') {
                at = repeat(text, at + 1, out);
            } else if (c == '}') {
                throw new IllegalArgumentException("a brace that closes nothing");
            } else {
                out.append(c);
                at++;
            }
            if (out.length() > OCTETS_MAX) {
                throw new IllegalArgumentException("more than " + OCTETS_MAX + " octets");
            }
        }
        return out.toString();
    }

    private static int escape(String text, int at, StringBuilder out) {
        if (at >= text.length()) {
            throw new IllegalArgumentException("a backslash at the end");
        }
        switch (text.charAt(at)) {
            case 'r' -> out.append('\r');
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case '0' -> out.append('\0');
            case '\\', '{', '}' -> out.append(text.charAt(at));
            case 'x' -> {
                if (at + 3 > text.length()) {
                    throw new IllegalArgumentException("\\x needs two digits");
                }
                out.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
                return at + 3;
            }
            default -> throw new IllegalArgumentException("unknown escape \\" + text.charAt(at));
        }
        return at + 1;
    }

    private static int repeat(String text, int at, StringBuilder out) {
        var blank = text.indexOf(' ', at);
        var end = text.indexOf('}', at);
        if (blank < 0 || end < blank || !text.substring(at, blank).matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("a repetition looks like {300 x}");
        }
        var count = Integer.parseInt(text.substring(at, blank));
        var piece = unescape(text.substring(blank + 1, end));
        if ((long) count * piece.length() > OCTETS_MAX) {
            throw new IllegalArgumentException("more than " + OCTETS_MAX + " octets");
        }
        out.repeat(piece, count);
        return end + 1;
    }
}
