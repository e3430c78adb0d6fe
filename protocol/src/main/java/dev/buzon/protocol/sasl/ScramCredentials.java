package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.util.Arrays;

/**
 * What a server keeps to check proofs of SCRAM-SHA-256 without having the password (RFC 5802 §3).
 *
 * @param salt random octets of this user
 * @param iterations how often the password was hashed
 * @param storedKey checks the proof of the client
 * @param serverKey proves the server to the client
 */
public record ScramCredentials(Secret salt, int iterations, Secret storedKey, Secret serverKey) {
    /** The fewest iterations that RFC 7677 §4 allows. */
    public static final int MIN_ITERATIONS = 4096;

    /** The most that are worked through; more is an attack on the one who computes. */
    public static final int MAX_ITERATIONS = 2_000_000;

    /** How many a new password gets; chosen above the 15,000 that RFC 7677 §4 recommends. */
    public static final int RECOMMENDED_ITERATIONS = 15_000;

    /** How many octets of salt a new password gets. */
    public static final int SALT_OCTETS = 16;

    /** The longest salt that is taken from a server or a store. */
    public static final int MAX_SALT_OCTETS = 256;

    /** How many octets each of the two keys has. */
    public static final int KEY_OCTETS = ScramCrypto.DIGEST_OCTETS;

    /** Refuses values that no derivation gives. */
    public ScramCredentials {
        if (salt.length() == 0 || salt.length() > MAX_SALT_OCTETS) {
            throw new IllegalArgumentException("a salt of " + salt.length() + " octets");
        }
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
        if (storedKey.length() != KEY_OCTETS || serverKey.length() != KEY_OCTETS) {
            throw new IllegalArgumentException("keys are of " + KEY_OCTETS + " octets");
        }
    }

    /**
     * The credentials of a password, which the caller has prepared (RFC 5802 §2.2). Takes some
     * milliseconds of computing.
     */
    public static ScramCredentials derive(Secret password, byte[] salt, int iterations) {
        byte[] octets = password.octets();
        byte[] salted = ScramCrypto.hi(octets, salt, iterations);
        Arrays.fill(octets, (byte) 0);
        byte[] clientKey = ScramCrypto.hmac(salted, "Client Key");
        byte[] serverKey = ScramCrypto.hmac(salted, "Server Key");
        return new ScramCredentials(
                Secret.of(salt),
                iterations,
                Secret.of(ScramCrypto.hash(clientKey)),
                Secret.of(serverKey));
    }

    /**
     * Credentials for a user who does not exist: no proof fits them, and the salt is the same each
     * time, so that the exchange does not tell who exists (RFC 5802 §9).
     *
     * @param inventor a key of the server, the same on every start, known to nobody else
     * @param user the prepared name
     * @param iterations what real users have
     */
    public static ScramCredentials invented(Secret inventor, String user, int iterations) {
        byte[] key = inventor.octets();
        byte[] salt = ScramCrypto.hmac(key, "salt\0" + user);
        byte[] storedKey = ScramCrypto.hmac(key, "stored key\0" + user);
        byte[] serverKey = ScramCrypto.hmac(key, "server key\0" + user);
        Arrays.fill(key, (byte) 0);
        return new ScramCredentials(
                Secret.of(Arrays.copyOf(salt, SALT_OCTETS)),
                iterations,
                Secret.of(storedKey),
                Secret.of(serverKey));
    }

    /** Whether a proof fits these credentials (RFC 5802 §3). */
    boolean proves(byte[] proof, String authMessage) {
        byte[] signature = ScramCrypto.hmac(storedKey.octets(), authMessage);
        byte[] clientKey = ScramCrypto.xor(signature, proof);
        return storedKey.matches(Secret.of(ScramCrypto.hash(clientKey)));
    }

    /** What shows the client that the server has these credentials (RFC 5802 §3). */
    byte[] serverSignature(String authMessage) {
        return ScramCrypto.hmac(serverKey.octets(), authMessage);
    }
}
