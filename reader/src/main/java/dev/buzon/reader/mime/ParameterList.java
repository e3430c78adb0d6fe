package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field value with parameters (RFC 2045 §5.1), the parameters decoded: continuations and charsets
 * (RFC 2231), and the encoded words that many programs wrongly put there.
 *
 * @param value what stands before the parameters
 * @param parameters by name in lower case; of two with one name, the first
 */
record ParameterList(String value, Map<String, String> parameters) {
    /** More parameters of one field are not read. */
    static final int PARAMETERS_MAX = 200;

    /** Continuations of a higher number are not read. */
    static final int SEGMENTS_MAX = 500;

    /** One piece of a parameter in the manner of RFC 2231. */
    private record Segment(String text, boolean encoded) {}

    static ParameterList of(String field) {
        return new Reader(field).read();
    }

    private static final class Reader {
        private final String field;
        private int at;
        private final Map<String, String> plain = new HashMap<>();
        private final Map<String, Map<Integer, Segment>> segmented = new HashMap<>();

        Reader(String field) {
            this.field = field;
        }

        ParameterList read() {
            String value = token();
            for (int count = 0; count < PARAMETERS_MAX && at < field.length(); count++) {
                at++; // the semicolon
                parameter();
            }
            segmented.forEach((name, segments) -> plain.put(name, joined(segments)));
            return new ParameterList(value, Map.copyOf(plain));
        }

        /** Text up to a semicolon; comments in it go. */
        private String token() {
            StringBuilder token = new StringBuilder();
            int comments = 0;
            while (at < field.length() && field.charAt(at) != ';') {
                char c = field.charAt(at++);
                comments += c == '(' ? 1 : 0;
                if (comments == 0) {
                    token.append(c);
                }
                comments -= c == ')' && comments > 0 ? 1 : 0;
            }
            return token.toString().strip();
        }

        private void parameter() {
            int equals = at;
            while (equals < field.length() && ";=".indexOf(field.charAt(equals)) < 0) {
                equals++;
            }
            String name = field.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals;
            if (at >= field.length() || field.charAt(at) == ';') {
                return;
            }
            at++;
            boolean quoted = skipBlanks();
            String value = quoted ? quotedString() : unquoted();
            if (name.isEmpty() || name.length() > 100) {
                return;
            }
            int star = name.indexOf('*');
            if (star < 0) {
                plain.putIfAbsent(name, EncodedText.decoded(value));
            } else {
                segment(name.substring(0, star), name.substring(star + 1), value);
            }
        }

        private boolean skipBlanks() {
            while (at < field.length() && " \t".indexOf(field.charAt(at)) >= 0) {
                at++;
            }
            return at < field.length() && field.charAt(at) == '"';
        }

        private String quotedString() {
            StringBuilder text = new StringBuilder();
            at++;
            while (at < field.length() && field.charAt(at) != '"') {
                char c = field.charAt(at++);
                boolean escape = c == '\\' && at < field.length() && isEscapable(field.charAt(at));
                text.append(escape ? field.charAt(at++) : c);
            }
            while (at < field.length() && field.charAt(at) != ';') {
                at++; // whatever stands behind the quote
            }
            return text.toString();
        }

        /** Windows paths come with backslashes that escape nothing. */
        private static boolean isEscapable(char c) {
            return c == '"' || c == '\\';
        }

        /** A value without quotes; blanks in it, though wrong, are part of many file names. */
        private String unquoted() {
            int end = field.indexOf(';', at);
            String text = field.substring(at, end < 0 ? field.length() : end).strip();
            at = end < 0 ? field.length() : end;
            return text;
        }

        private void segment(String name, String suffix, String value) {
            boolean encoded = suffix.isEmpty() || suffix.endsWith("*");
            String digits =
                    suffix.endsWith("*") ? suffix.substring(0, suffix.length() - 1) : suffix;
            int number = digits.isEmpty() ? 0 : number(digits);
            if (number >= 0) {
                segmented
                        .computeIfAbsent(name, _ -> new TreeMap<>())
                        .putIfAbsent(number, new Segment(value, encoded));
            }
        }

        private static int number(String digits) {
            boolean readable =
                    digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            int number = readable ? Integer.parseInt(digits) : -1;
            return number < SEGMENTS_MAX ? number : -1;
        }

        private static String joined(Map<Integer, Segment> segments) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            StringBuilder text = new StringBuilder();
            String charset = "";
            boolean first = true;
            for (Segment segment : segments.values()) {
                String value = segment.text();
                if (first && segment.encoded()) {
                    int quote = value.indexOf('\'');
                    int second = quote < 0 ? -1 : value.indexOf('\'', quote + 1);
                    charset = second < 0 ? "" : value.substring(0, quote);
                    value = second < 0 ? value : value.substring(second + 1);
                }
                first = false;
                if (segment.encoded()) {
                    percentDecoded(value, octets);
                } else {
                    flush(octets, charset, text);
                    text.append(EncodedText.decoded(value));
                }
            }
            flush(octets, charset, text);
            return text.toString();
        }

        private static void flush(ByteArrayOutputStream octets, String charset, StringBuilder to) {
            to.append(Charsets.decode(octets.toByteArray(), charset).text());
            octets.reset();
        }

        private static void percentDecoded(String value, ByteArrayOutputStream to) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                int octet = c == '%' ? hex(value, i + 1) : -1;
                if (octet >= 0) {
                    to.write(octet);
                    i += 2;
                } else if (c < 0x80) {
                    to.write(c);
                } else {
                    to.writeBytes(Character.toString(c).getBytes(c < 0x100 ? ISO_8859_1 : UTF_8));
                }
            }
        }

        private static int hex(String value, int from) {
            if (from + 2 > value.length()) {
                return -1;
            }
            int high = Character.digit(value.charAt(from), 16);
            int low = Character.digit(value.charAt(from + 1), 16);
            return high < 0 || low < 0 ? -1 : high * 16 + low;
        }
    }
}
