package dev.buzon.client.pop3;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL of a maildrop (RFC 2384): {@code pop://user;AUTH=mechanism@host:port}, and {@code pops://}
 * for TLS from the first octet (RFC 8314 §3). There are no passwords in it and no relative form.
 *
 * @param user the name of the user, if there is one
 * @param mechanism the mechanism, such as {@code SCRAM-SHA-256} or {@code +APOP}; empty for the
 *     best, which a URL may also say as {@code *}
 */
public record Pop3Url(
        ServerAddress server,
        Security security,
        Optional<String> user,
        Optional<String> mechanism) {
    /** The port of {@code pop://} (RFC 1939 §3). */
    public static final int PORT = 110;

    /** The port of {@code pops://} (RFC 8314 §3.3). */
    public static final int TLS_PORT = 995;

    /** What is longer is no URL of a maildrop. */
    private static final int LIMIT = 2_000;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none, or one with a password; the message may be
     *     shown and repeats nothing that could be a password
     */
    public static Pop3Url parse(String url) {
        int colon = url.indexOf("://");
        if (colon < 0 || url.length() > LIMIT) {
            throw new IllegalArgumentException("a maildrop is written pops://user@host");
        }
        boolean tls =
                switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "pop" -> false;
                    case "pops" -> true;
                    case String _ ->
                            throw new IllegalArgumentException(
                                    "a maildrop's URL begins with pop:// or pops://");
                };
        String rest = url.substring(colon + 3);
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        if (rest.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '?' || c == '#')) {
            throw new IllegalArgumentException("a maildrop's URL has no path and no blanks");
        }
        int at = rest.lastIndexOf('@');
        String before = at < 0 ? "" : rest.substring(0, at);
        if (before.contains(":") || before.contains("@")) {
            throw new IllegalArgumentException(
                    "a maildrop's URL has no password; @ and : in a name are written %40 and %3A");
        }
        return new Pop3Url(
                server(rest.substring(at + 1), tls ? TLS_PORT : PORT),
                tls ? Security.IMPLICIT_TLS : Security.UPGRADE,
                user(before, at >= 0),
                mechanism(before));
    }

    private static Optional<String> user(String before, boolean present) {
        int end = before.indexOf(';');
        String user = decode(end < 0 ? before : before.substring(0, end));
        if (user.isEmpty() && present) {
            throw new IllegalArgumentException("there is an @ and no user before it");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(user);
    }

    private static Optional<String> mechanism(String before) {
        int semicolon = before.indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        String option = before.substring(semicolon + 1);
        if (!option.regionMatches(true, 0, "AUTH=", 0, 5) || option.length() == 5) {
            throw new IllegalArgumentException("behind the user stands ;AUTH= and a mechanism");
        }
        String name = decode(option.substring(5)).toUpperCase(Locale.ROOT);
        if (!name.matches("\\*|\\+?[A-Z0-9_-]{1,20}")) {
            throw new IllegalArgumentException("not the name of a mechanism");
        }
        return name.equals("*") ? Optional.empty() : Optional.of(name);
    }

    private static ServerAddress server(String text, int usualPort) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        if (colon < 0) {
            return new ServerAddress(decode(text), usualPort);
        }
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("a port is a number");
        }
        return new ServerAddress(decode(text.substring(0, colon)), Integer.parseInt(port));
    }

    private static String decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point == '%') {
                String hex = text.substring(i + 1, Math.min(text.length(), i + 3));
                if (!hex.matches("[0-9a-fA-F]{2}")) {
                    throw new IllegalArgumentException("% is followed by two hexadecimal digits");
                }
                octets.write(Integer.parseInt(hex, 16));
                i += 3;
            } else {
                octets.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
            }
        }
        try {
            String decoded =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets.toByteArray()))
                            .toString();
            if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("a URL holds no control characters");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a URL is written in UTF-8", e);
        }
    }
}
