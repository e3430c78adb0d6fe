package dev.buzon.reader.show;

import dev.buzon.reader.mime.Domains;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL that may stand in a page, taken apart as browsers do it and put together anew: what is not
 * understood here does not get there.
 *
 * @param scheme http, https or mailto
 * @param host in its ASCII form and lower case; of mailto, the domain of its first address
 * @param text all of it
 * @param userInfo whether it had a name before its host, which was taken away
 */
record Url(String scheme, String host, String text, boolean userInfo) {
    /** Longer URLs are no links. */
    static final int LENGTH_MAX = 8_000;

    /** Names that resolve to one's own network or machine, by their last labels. */
    private static final Set<String> PRIVATE =
            Set.of(
                    "localhost",
                    "local",
                    "internal",
                    "intranet",
                    "lan",
                    "home",
                    "corp",
                    "private",
                    "home.arpa",
                    "localdomain",
                    "nip.io",
                    "sslip.io",
                    "xip.io",
                    "localtest.me",
                    "lvh.me",
                    "vcap.me",
                    "test",
                    "invalid",
                    "onion");

    /** The URL in this attribute value or text. */
    static Optional<Url> of(String value) {
        String text = compact(value);
        int colon = text.indexOf(':');
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        if (text.startsWith("//") || text.startsWith("\\\\")) {
            return web("https", text);
        }
        if (colon < 0) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> web(scheme, text.substring(colon + 1));
            case "mailto" -> mailto(text.substring(colon + 1));
            default -> Optional.empty();
        };
    }

    /** Browsers take tabs and line ends out of URLs, and blanks and controls from their ends. */
    private static String compact(String value) {
        StringBuilder compact = new StringBuilder();
        int length = Math.min(value.length(), 2 * LENGTH_MAX);
        for (int at = 0; at < length; at++) {
            char c = value.charAt(at);
            if (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) && !isHidden(c)) {
                compact.append(c);
            }
        }
        return compact.toString().strip();
    }

    private static boolean isHidden(char c) {
        return (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0xfeff;
    }

    private static Optional<Url> web(String scheme, String rest) {
        int from = 0;
        while (from < rest.length() && "/\\".indexOf(rest.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < rest.length() && "/\\?#".indexOf(rest.charAt(to)) < 0) {
            to++;
        }
        String authority = rest.substring(from, to);
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        int colon = place.lastIndexOf(':');
        boolean port = colon >= 0 && place.substring(colon + 1).chars().allMatch(Url::isDigit);
        String name = port ? place.substring(0, colon) : place;
        String host = name.length() > 255 ? "" : Domains.ascii(name);
        if (!isHost(host) || host.length() > 255 || (port && place.length() - colon > 6)) {
            return Optional.empty();
        }
        String tail = port && colon < place.length() - 1 ? place.substring(colon) : "";
        String text = scheme + "://" + host + tail + path(rest.substring(to));
        return Optional.of(new Url(scheme, host, text, at >= 0));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHost(String host) {
        boolean literal = host.startsWith("[") && host.endsWith("]");
        return !host.isEmpty()
                && ".-_:]".indexOf(host.charAt(0)) < 0
                && host.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z')
                                        || isDigit(c)
                                        || c == '-'
                                        || c == '.'
                                        || c == '_'
                                        || (literal && "[]:".indexOf(c) >= 0));
    }

    /** Blanks and what ends an attribute or a tag somewhere are escaped. */
    private static String path(String path) {
        StringBuilder clean = new StringBuilder(path.length());
        boolean query = false;
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            query |= c == '?' || c == '#';
            switch (c) {
                case ' ' -> clean.append("%20");
                case '"' -> clean.append("%22");
                case '\'' -> clean.append("%27");
                case '<' -> clean.append("%3C");
                case '>' -> clean.append("%3E");
                case '`' -> clean.append("%60");
                case '\\' -> clean.append(query ? "%5C" : "/"); // as browsers read it
                default -> clean.append(c);
            }
        }
        return clean.toString();
    }

    private static Optional<Url> mailto(String rest) {
        int query = rest.indexOf('?');
        String to = query < 0 ? rest : rest.substring(0, query);
        int at = to.indexOf('@');
        int comma = at < 0 ? -1 : to.indexOf(',', at);
        String domain = at < 0 ? "" : to.substring(at + 1, comma < 0 ? to.length() : comma);
        return Optional.of(
                new Url("mailto", domain.toLowerCase(Locale.ROOT), "mailto:" + path(rest), false));
    }

    boolean isWeb() {
        return !scheme.equals("mailto");
    }

    /**
     * Whether an image may not be loaded from there even when remote images may: an address
     * literal, or a name of one's own network.
     */
    boolean isPrivate() {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        boolean literal = last.isEmpty() || isDigit(last.charAt(0)) || name.startsWith("[");
        boolean own = PRIVATE.stream().anyMatch(p -> name.equals(p) || name.endsWith("." + p));
        return literal || dot < 0 || own;
    }
}
