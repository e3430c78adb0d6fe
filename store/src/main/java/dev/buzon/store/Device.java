package dev.buzon.store;

import java.time.Instant;

/**
 * A device: one password of an account, with a view of its maildrop of its own (its numbers, its
 * deletes, its lock). An account has one from the start, {@link #FIRST}, and then behaves as RFC
 * 1939 says.
 *
 * @param name unique within the account, 1 to 64 of {@code a-z 0-9 - _}
 * @param credentials what its password is checked against, opaque to the store
 * @param sees which messages it is meant to collect
 * @param readOnly whether its deletes are refused; such a device holds no message back
 * @param joined when it was added; with {@link Sees#FROM_JOINING} older messages are not for it
 */
public record Device(String name, String credentials, Sees sees, boolean readOnly, Instant joined) {
    /** The name of the device that every account has. */
    public static final String FIRST = "default";

    /** Which messages of the account a device is meant to collect. */
    public enum Sees {
        /** All that are there. */
        ALL,
        /** Those that arrived after it joined. */
        FROM_JOINING
    }

    public Device {
        if (!name.matches("[a-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a device's name has 1 to 64 of a-z, 0-9, - and _: " + name);
        }
    }

    /** The device that every account has: it sees all and may delete. */
    public static Device first(String credentials, Instant joined) {
        return new Device(FIRST, credentials, Sees.ALL, false, joined);
    }

    /** Whether a message that arrived then is meant for this device. */
    public boolean collects(Instant arrived) {
        return sees == Sees.ALL || !arrived.isBefore(joined);
    }

    /**
     * Whether a message that arrived then stays until this device has deleted it. A device that may
     * not delete holds nothing back.
     */
    public boolean holds(Instant arrived) {
        return !readOnly && collects(arrived);
    }

    /** This device with another password. */
    public Device withCredentials(String other) {
        return new Device(name, other, sees, readOnly, joined);
    }
}
