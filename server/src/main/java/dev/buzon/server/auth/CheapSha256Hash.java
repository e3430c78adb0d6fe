package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A password hashed once with SHA-256 and a salt, stored as {@code {SSHA256}base64(digest salt)},
 * as Dovecot and LDAP servers do. Cheap to check and therefore cheap to guess: for benchmarks and
 * for hashes taken over from elsewhere, never for a new password of a person.
 */
public final class CheapSha256Hash implements PasswordHash {
    static final String PREFIX = "{SSHA256}";

    private static final int DIGEST_OCTETS = 32;
    private static final int SALT_OCTETS = 8;
    private static final int MIN_SALT_OCTETS = 4;
    private static final int MAX_SALT_OCTETS = 64;

    private final byte[] digest;
    private final byte[] salt;

    private CheapSha256Hash(byte[] digest, byte[] salt) {
        this.digest = digest;
        this.salt = salt;
    }

    /** Hashes a prepared password with a new salt. */
    public static CheapSha256Hash of(Secret password, SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return new CheapSha256Hash(compute(password, salt), salt);
    }

    static CheapSha256Hash parse(String text) throws UnreadableCredentialsException {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException _) {
            throw new UnreadableCredentialsException("an SSHA256 hash that is not Base64");
        }
        int saltOctets = octets.length - DIGEST_OCTETS;
        if (saltOctets < MIN_SALT_OCTETS || saltOctets > MAX_SALT_OCTETS) {
            throw new UnreadableCredentialsException("an SSHA256 hash of the wrong length");
        }
        return new CheapSha256Hash(
                Arrays.copyOf(octets, DIGEST_OCTETS),
                Arrays.copyOfRange(octets, DIGEST_OCTETS, octets.length));
    }

    @Override
    public String text() {
        byte[] both = Arrays.copyOf(digest, digest.length + salt.length);
        System.arraycopy(salt, 0, both, digest.length, salt.length);
        return PREFIX + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public boolean recognises(Secret password) {
        return MessageDigest.isEqual(compute(password, salt), digest);
    }

    @Override
    public boolean cheap() {
        return true;
    }

    @Override
    public String toString() {
        return "CheapSha256Hash";
    }

    private static byte[] compute(Secret password, byte[] salt) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] input = password.octets();
            sha256.update(input);
            Arrays.fill(input, (byte) 0);
            return sha256.digest(salt);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }
}
