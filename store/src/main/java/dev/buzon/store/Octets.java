package dev.buzon.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A short run of octets that never changes: a header, a prefix. Message bodies are streamed
 * instead, see {@link Content}.
 */
public final class Octets {
    /** No octets. */
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of these octets. */
    public static Octets of(byte[] octets) {
        return octets.length == 0 ? NONE : new Octets(octets.clone());
    }

    /** How many they are. */
    public int length() {
        return octets.length;
    }

    /** A read-only view of them. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    /** A copy of them. */
    public byte[] toArray() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets o && Arrays.equals(octets, o.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
