package dev.buzon.reader.write;

import dev.buzon.reader.mime.Person;
import java.util.List;
import java.util.Locale;

/**
 * Who writes: an account and the identities it sends as.
 *
 * @param account the account's address
 * @param identities at least one; the first is the account's own
 */
public record Own(String account, List<Identity> identities) {
    /**
     * One name and address of the person.
     *
     * @param person name and address
     * @param signature text below a message, without the line {@code "-- "}; may be empty
     */
    public record Identity(Person person, String signature) {}

    /** Keeps a copy; refuses an account that sends as nobody. */
    public Own {
        identities = List.copyOf(identities);
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("an account has an identity");
        }
    }

    /** The account's own identity. */
    public Identity first() {
        return identities.getFirst();
    }

    /** Whether this address is one of the person's. */
    boolean has(String address) {
        return address.equalsIgnoreCase(account)
                || identities.stream()
                        .anyMatch(one -> key(one.person().address()).equals(key(address)));
    }

    /** In which form addresses are compared: people write them in any case. */
    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
