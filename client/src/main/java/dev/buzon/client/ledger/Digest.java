package dev.buzon.client.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 as four numbers: a fifth of the memory that its hexadecimal form takes. */
public record Digest(long a, long b, long c, long d) {
    /** How many octets a digest has. */
    public static final int OCTETS = 32;

    private static final int HEX = 2 * OCTETS;

    /** The 32 octets of a SHA-256. */
    public static Digest of(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a SHA-256 has 32 octets");
        }
        ByteBuffer in = ByteBuffer.wrap(octets);
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** Reads what {@link #hex} writes. */
    public static Digest ofHex(String hex) {
        if (hex.length() != HEX) {
            throw new NumberFormatException("a SHA-256 has 64 hexadecimal digits");
        }
        return new Digest(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
    }

    private static long part(String hex, int index) {
        return Long.parseUnsignedLong(hex, 16 * index, 16 * (index + 1), 16);
    }

    /** The digest of all of these octets. */
    public static Digest sha256(byte[] octets) {
        return of(sha256().digest(octets));
    }

    /** A SHA-256 to be fed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In 64 hexadecimal digits. */
    public String hex() {
        return "%016x%016x%016x%016x".formatted(a, b, c, d);
    }

    @Override
    public String toString() {
        return hex();
    }
}
