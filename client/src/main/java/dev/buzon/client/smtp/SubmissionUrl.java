package dev.buzon.client.smtp;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where mail is handed in, and as whom: {@code smtps://user@host:465} with TLS from the first octet
 * (RFC 8314 §3.3), {@code smtp://user@host:587} with STARTTLS (RFC 6409 §3.1). Written as the URLs
 * of maildrops are (RFC 2384 §3): {@code ;AUTH=mechanism} may follow the user, a password never is
 * in it.
 *
 * @param mechanism the only one that may be used; empty for the best
 */
public record SubmissionUrl(
        ServerAddress server,
        Security security,
        Optional<String> user,
        Optional<String> mechanism) {
    /** The port of {@code smtp://}. */
    public static final int PORT = 587;

    /** The port of {@code smtps://}. */
    public static final int TLS_PORT = 465;

    /** What is longer is no URL of a server. */
    private static final int LIMIT = 2_000;

    private static final Pattern USER = Pattern.compile("([^;:]+)(?:;(?i:AUTH)=([^;:]+))?");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none, or one with a password; the message may be
     *     shown and repeats nothing that could be a password
     */
    public static SubmissionUrl parse(String url) {
        URI uri = uri(url);
        boolean tls =
                switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
                    case "smtp" -> false;
                    case "smtps" -> true;
                    case String _ -> throw wrong("it begins with smtp:// or smtps://");
                };
        if (uri.getHost() == null) {
            throw wrong("it names no host; @ in a name is written %40");
        }
        if (!(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw wrong("it has no path");
        }
        int port = uri.getPort() < 0 ? (tls ? TLS_PORT : PORT) : uri.getPort();
        Optional<Matcher> user = Optional.ofNullable(uri.getRawUserInfo()).map(USER::matcher);
        if (user.isPresent() && !user.get().matches()) {
            throw wrong("before the @ there is a user and no password; : is written %3A");
        }
        return new SubmissionUrl(
                new ServerAddress(uri.getHost(), port),
                tls ? Security.IMPLICIT_TLS : Security.UPGRADE,
                user.map(matcher -> decoded(matcher.group(1))),
                user.flatMap(matcher -> Optional.ofNullable(matcher.group(2)))
                        .map(SubmissionUrl::mechanism)
                        .filter(name -> !name.equals("*")));
    }

    private static URI uri(String url) {
        if (url.length() > LIMIT) {
            throw wrong("it is longer than any");
        }
        try {
            return new URI(url).parseServerAuthority();
        } catch (URISyntaxException _) { // its message may repeat a password
            throw wrong("it is no URL");
        }
    }

    private static String mechanism(String text) {
        String name = decoded(text).toUpperCase(Locale.ROOT);
        if (!name.matches("\\*|[A-Z0-9_-]{1,20}")) {
            throw wrong("behind ;AUTH= stands the name of a mechanism");
        }
        return name;
    }

    private static String decoded(String text) {
        // In a URL of this kind a plus is a plus.
        String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (plain.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd)) {
            throw wrong("it holds no control characters");
        }
        return plain;
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "a submission server is written smtps://user@host: " + why);
    }
}
