package dev.buzon.protocol.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter value in the encoding of RFC 3461 §4: visible ASCII, other characters as {@code +}
 * and two digits. Kept encoded, so that it goes back exactly as it came (S-048).
 */
public record Xtext(String encoded) {
    private static final Pattern SYNTAX = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*");

    public Xtext {
        if (!SYNTAX.matcher(encoded).matches()) {
            throw new IllegalArgumentException("not xtext");
        }
    }

    static Optional<Xtext> parse(String text) {
        return SYNTAX.matcher(text).matches() ? Optional.of(new Xtext(text)) : Optional.empty();
    }

    /** This ASCII text, encoded. */
    public static Xtext encode(String plain) {
        StringBuilder encoded = new StringBuilder();
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            if (c > 0x7f) {
                throw new IllegalArgumentException("xtext holds ASCII only");
            }
            boolean asItIs = Characters.isVisible(c) && c != '+' && c != '=';
            encoded.append(
                    asItIs ? String.valueOf(c) : String.format(Locale.ROOT, "+%02X", (int) c));
        }
        return new Xtext(encoded.toString());
    }

    /** The text it stands for; may hold any character up to U+00FF, control characters too. */
    public String decoded() {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '+') {
                c = (char) Integer.parseInt(encoded.substring(at + 1, at + 3), 16);
                at += 2;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
