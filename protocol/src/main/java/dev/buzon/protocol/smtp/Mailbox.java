package dev.buzon.protocol.smtp;

import java.util.Locale;
import java.util.Optional;

/**
 * One address: who, and at which domain (RFC 5321 §4.1.2, RFC 6531 §3.3). A value of this type is
 * always well-formed and within the limits, so it can be printed anywhere without a look.
 *
 * @param localPart the name without quotes and backslashes, as its owner wrote it: {@code "ana"}
 *     and {@code ana} are equal (S-017)
 * @param domain a domain name, or an address literal with its brackets; as received
 */
public record Mailbox(String localPart, String domain) {
    /** Octets of a local part (RFC 5321 §4.5.3.1.1). */
    public static final int LOCAL_PART_OCTETS = 64;

    /** Octets of a domain (RFC 5321 §4.5.3.1.2). */
    public static final int DOMAIN_OCTETS = 255;

    public Mailbox {
        if (!AddressSyntax.isLocalPart(localPart) || !AddressSyntax.isDomain(domain)) {
            throw new IllegalArgumentException("not an address");
        }
    }

    /** The address this text is, without angle brackets; empty if it is none. */
    public static Optional<Mailbox> parse(String text) {
        return AddressSyntax.mailbox(text);
    }

    /** The domain in the form in which domains are compared: lower case. */
    public String domainKey() {
        return domain.toLowerCase(Locale.ROOT);
    }

    /** Whether only SMTPUTF8 can carry it (RFC 6531 §3.2). */
    public boolean needsUtf8() {
        return !Characters.isAscii(localPart) || !Characters.isAscii(domain);
    }

    /**
     * Whether the local part holds a route of the old kind ({@code user%host}, {@code host!user},
     * {@code "user@host"}). Such an address belongs to its domain like any other; it is never taken
     * apart (S-019).
     */
    public boolean reroutes() {
        return localPart.chars().anyMatch(c -> c == '%' || c == '!' || c == '@');
    }

    /** The address as it stands between angle brackets, quoted where it must be. */
    @Override
    public String toString() {
        return AddressSyntax.quoted(localPart) + "@" + domain;
    }
}
