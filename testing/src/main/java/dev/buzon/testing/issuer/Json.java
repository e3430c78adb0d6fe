package dev.buzon.testing.issuer;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes flat JSON objects. */
final class Json {
    private Json() {}

    /** An object; numbers and lists of texts as such, everything else as text. */
    static String object(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return value instanceof Number ? value.toString() : text(String.valueOf(value));
    }

    private static String text(String text) {
        var json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    if (c < ' ' || c == '"' || c == '\\') {
                        json.append("\\u%04x".formatted(c));
                    } else {
                        json.append((char) c);
                    }
                });
        return json.append('"').toString();
    }
}
