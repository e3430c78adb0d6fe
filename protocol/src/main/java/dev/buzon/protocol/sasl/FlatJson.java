package dev.buzon.protocol.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a JSON object (RFC 8259 §4) whose members are strings, numbers or words: all that a server
 * says about a refused token. An object with anything nested in it is not read.
 */
final class FlatJson {
    /** The most members of an object. */
    private static final int MAX_MEMBERS = 64;

    private final String text;
    private int at;

    /** The text is not what was expected; never leaves this class. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private FlatJson(String text) {
        this.text = text;
    }

    /** The members by name, the last of those that have the same. */
    static Optional<Map<String, String>> read(String text) {
        try {
            return Optional.of(new FlatJson(text).object());
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private Map<String, String> object() {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        if (peek() != '}') {
            do {
                String name = string();
                expect(':');
                members.put(name, peek() == '"' ? string() : word());
            } while (members.size() <= MAX_MEMBERS && taken(','));
        }
        expect('}');
        if (peek() != '\0') {
            throw new Unreadable();
        }
        return members;
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw new Unreadable();
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        if (c == 'u') {
            return unicode();
        }
        int known = "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            throw new Unreadable();
        }
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw new Unreadable();
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** A number, {@code true}, {@code false} or {@code null}: as it is written. */
    private String word() {
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new Unreadable();
        }
        return text.substring(from, at);
    }

    private static boolean isOfWord(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || "+-.E".indexOf(c) >= 0;
    }

    private void expect(char wanted) {
        if (!taken(wanted)) {
            throw new Unreadable();
        }
    }

    private boolean taken(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is no blank, or NUL at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        if (at == text.length()) {
            throw new Unreadable();
        }
        at++;
        return text.charAt(at - 1);
    }
}
