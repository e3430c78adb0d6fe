package dev.buzon.client.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 as four numbers: a fifth of the memory that its hexadecimal form takes. */
public record Digest(long a, long b, long c, long d) {
    /** How many octets a digest has. */
    public static final int OCTETS = 32;

    /** The 32 octets of a SHA-256. */
    public static Digest of(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a SHA-256 has 32 octets");
        }
        ByteBuffer in = ByteBuffer.wrap(octets);
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
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
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    @Override
    public String toString() {
        return hex();
    }
}
