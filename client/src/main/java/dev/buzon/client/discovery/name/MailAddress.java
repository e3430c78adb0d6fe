package dev.buzon.client.discovery.name;

import dev.buzon.client.net.Printable;
import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A mail address whose servers are looked for.
 *
 * @param local what stands before the last {@code @}, as it was typed
 * @param domain what stands behind it, in its ASCII form and in lower case (RFC 5890 §2.3.2.1)
 */
public record MailAddress(String local, String domain) {
    /** The longest local part in octets (RFC 5321 §4.5.3.1.1). */
    private static final int LOCAL_LIMIT = 64;

    /** The longest domain (RFC 1035 §2.3.4). */
    private static final int DOMAIN_LIMIT = 253;

    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none, or its domain is no domain with a dot in
     *     it; the text may be shown
     */
    public static MailAddress of(String text) {
        String bare = text.strip();
        int at = bare.lastIndexOf('@');
        if (at < 1) {
            throw refused(text, "there is nothing before or behind an @");
        }
        String local = bare.substring(0, at);
        if (local.getBytes(StandardCharsets.UTF_8).length > LOCAL_LIMIT
                || !Printable.text(local).equals(local)
                || local.chars().anyMatch(Character::isWhitespace)) {
            throw refused(text, "its local part is too long or has what cannot be printed");
        }
        return new MailAddress(local, domain(bare.substring(at + 1), text));
    }

    /** As it is written: {@code local@domain}. */
    @Override
    public String toString() {
        return local + "@" + domain;
    }

    /** As it stands in the query of a URL (RFC 3986 §2.1). */
    public String encoded() {
        return URLEncoder.encode(toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String domain(String typed, String text) {
        String bare = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        String ascii;
        try {
            ascii = IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            throw refused(text, "its domain cannot be written as a host name");
        }
        boolean labels = ascii.matches(LABEL + "(\\." + LABEL + ")+");
        if (!labels || ascii.length() > DOMAIN_LIMIT || Domains.isNumeric(ascii)) {
            throw refused(text, "its domain is not one with servers of its own");
        }
        return ascii;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(
                "not a mail address: " + Printable.text(text, 100) + " (" + why + ")");
    }
}
