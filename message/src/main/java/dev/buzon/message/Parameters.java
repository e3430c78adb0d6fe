package dev.buzon.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.message.AddressList.Lexer;
import java.util.ArrayList;
import java.util.List;

/** The value of a MIME field and its parameters (RFC 2045 §5.1), made ASCII (RFC 2231). */
final class Parameters {
    /** Longer parameter names are not used by anybody; the field would not fold. */
    private static final int NAME_MAX = 40;

    /** How many pieces a parameter may be cut into; one that needs more is left out. */
    private static final int SEGMENTS_MAX = 100;

    private static final int SEGMENT = 50;

    private Parameters() {}

    /** Whether the value before the parameters is ASCII, so that the field can be kept. */
    static boolean canKeep(FieldText field) {
        String first = split(field.text()).getFirst();
        return FieldText.isPrintable(first) && first.length() <= FieldWriter.WORD_MAX;
    }

    /** Writes the value and the parameters; those that cannot be encoded are left out. */
    static void write(FieldText field, FieldWriter writer) {
        List<String> words = new ArrayList<>();
        for (String part : split(field.text())) {
            if (FieldText.isPrintable(part) && part.length() <= FieldWriter.WORD_MAX) {
                words.add(part);
            } else {
                words.addAll(encoded(part, field.utf8()));
            }
        }
        for (int at = 0; at < words.size(); at++) {
            writer.word(" ", words.get(at) + (at < words.size() - 1 ? ";" : ""));
        }
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        Lexer lexer = new Lexer();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (lexer.next(c) == Lexer.Place.TEXT && c == ';') {
                parts.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        String rest = text.substring(start).strip();
        if (parts.isEmpty() || !rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    private static List<String> encoded(String part, boolean utf8) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).strip();
        boolean usable =
                !name.isEmpty()
                        && name.length() <= NAME_MAX
                        && name.chars().allMatch(c -> c < 0x80 && isAttribute((byte) c));
        if (!usable) {
            return List.of();
        }
        String charset = (utf8 ? "utf-8" : "unknown-8bit") + "''";
        List<String> segments = segments(unquoted(part.substring(equals + 1).strip()), utf8);
        if (segments.size() == 1) {
            return List.of(name + "*=" + charset + segments.getFirst());
        }
        List<String> words = new ArrayList<>();
        for (int at = 0; at < segments.size() && segments.size() <= SEGMENTS_MAX; at++) {
            words.add(name + "*" + at + "*=" + (at == 0 ? charset : "") + segments.get(at));
        }
        return words;
    }

    private static List<String> segments(String value, boolean utf8) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (byte octet : value.getBytes(utf8 ? UTF_8 : ISO_8859_1)) {
            segment.append(isAttribute(octet) ? "" + (char) octet : "%" + EncodedWords.hex(octet));
            if (segment.length() >= SEGMENT) {
                segments.add(segment.toString());
                segment.setLength(0);
            }
        }
        if (!segment.isEmpty() || segments.isEmpty()) {
            segments.add(segment.toString());
        }
        return segments;
    }

    /** RFC 2231 §7: attribute-char, a little stricter. */
    private static boolean isAttribute(byte octet) {
        return octet > 0 && (Character.isLetterOrDigit(octet) || "-._".indexOf(octet) >= 0);
    }

    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (int at = 1; at < value.length(); at++) {
            char c = value.charAt(at);
            if (!escaped && c == '"') {
                break;
            }
            escaped = !escaped && c == '\\';
            if (!escaped) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
