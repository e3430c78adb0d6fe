package dev.buzon.protocol;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Octets that must not be seen: a password, a token or a key on its way to the one who checks it.
 * Never printed, never compared with equals, wiped when its owner is done.
 */
public final class Secret {
    private final byte[] octets;

    private Secret(byte[] octets) {
        this.octets = octets;
    }

    /** A secret with a copy of these octets. */
    public static Secret of(byte[] octets) {
        return new Secret(octets.clone());
    }

    /** A copy of the octets; the caller wipes it after use. */
    public byte[] octets() {
        return octets.clone();
    }

    /** How many octets it has. */
    public int length() {
        return octets.length;
    }

    /** Whether both hold the same octets, in a time that depends on their lengths only. */
    public boolean matches(Secret other) {
        return MessageDigest.isEqual(octets, other.octets);
    }

    /** Overwrites the octets with zeros; the secret is of no further use. */
    public void wipe() {
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public String toString() {
        return "***";
    }
}
