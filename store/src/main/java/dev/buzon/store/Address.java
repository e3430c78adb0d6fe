package dev.buzon.store;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The address of an account or of an alias, in the one form in which the store compares it: both
 * parts in lower case and in Unicode's form C (RFC 8265 §3.3.1), nothing quoted. That local parts
 * are compared without case is this post office's choice as the owner of its domains (RFC 5321
 * §2.4).
 *
 * @param local the part before the at sign, 1 to 64 octets in UTF-8, without control characters
 * @param domain the part after it, 1 to 255 octets
 */
public record Address(String local, String domain) implements Comparable<Address> {
    public Address {
        local = compared(local);
        domain = compared(domain);
        check(local, 64, "local part");
        check(domain, 255, "domain");
    }

    /**
     * The address in this text.
     *
     * @throws IllegalArgumentException when it has no at sign, an empty part or one that is too
     *     long
     */
    public static Address of(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("an address has the form name@domain");
        }
        return new Address(text.substring(0, at), text.substring(at + 1));
    }

    /** An accent may come as a character of its own or not: that is the same letter. */
    private static String compared(String part) {
        return Normalizer.normalize(part.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static void check(String part, int limit, String name) {
        if (part.isEmpty() || part.length() > limit) {
            throw new IllegalArgumentException(
                    "the " + name + " of an address has 1 to " + limit + " characters");
        }
        if (part.chars()
                .anyMatch(c -> c <= ' ' || c == 0x7f || (c == '@' && name.equals("domain")))) {
            throw new IllegalArgumentException(
                    "the " + name + " of an address has no blanks or control characters");
        }
    }

    @Override
    public int compareTo(Address other) {
        int byDomain = domain.compareTo(other.domain);
        return byDomain != 0 ? byDomain : local.compareTo(other.local);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
