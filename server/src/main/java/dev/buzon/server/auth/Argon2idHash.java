package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password hashed with Argon2id (RFC 9106), stored as {@code
 * $argon2id$v=19$m=..,t=..,p=..$salt$hash} with Base64 that has no padding.
 */
public final class Argon2idHash implements PasswordHash {
    static final String PREFIX = "$argon2id$";

    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;

    /** Salts from 8 to 64 octets, hashes from 16 to 64, numbers that fit in an int. */
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,7}),t=([1-9][0-9]{0,3}),p=([1-9][0-9]{0,3})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2idHash(Argon2Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a prepared password with a new salt. */
    public static Argon2idHash of(Secret password, SecureRandom random, Argon2Cost cost) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return new Argon2idHash(cost, salt, compute(password, cost, salt, HASH_OCTETS));
    }

    /** A hash that no known password has, at the price of one that does. */
    public static Argon2idHash decoy(SecureRandom random, Argon2Cost cost) {
        byte[] salt = new byte[SALT_OCTETS];
        byte[] hash = new byte[HASH_OCTETS];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new Argon2idHash(cost, salt, hash);
    }

    static Argon2idHash parse(String text) throws UnreadableCredentialsException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UnreadableCredentialsException("an Argon2id hash that is not well-formed");
        }
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        if (!Argon2Cost.isAllowed(memory, passes, lanes)) {
            throw new UnreadableCredentialsException(
                    "an Argon2id hash whose cost is out of bounds: m=%d, t=%d, p=%d"
                            .formatted(memory, passes, lanes));
        }
        return new Argon2idHash(
                new Argon2Cost(memory, passes, lanes),
                octets(form.group(4)),
                octets(form.group(5)));
    }

    @Override
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "%sv=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        PREFIX,
                        cost.memoryKibibytes(),
                        cost.passes(),
                        cost.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    @Override
    public boolean recognises(Secret password) {
        return MessageDigest.isEqual(compute(password, cost, salt, hash.length), hash);
    }

    @Override
    public boolean cheap() {
        return false;
    }

    @Override
    public String toString() {
        return "Argon2idHash[" + cost + "]";
    }

    private static byte[] compute(Secret password, Argon2Cost cost, byte[] salt, int octets) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKibibytes())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[octets];
        byte[] input = password.octets();
        generator.generateBytes(input, hash);
        Arrays.fill(input, (byte) 0);
        return hash;
    }

    private static byte[] octets(String base64) throws UnreadableCredentialsException {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().withoutPadding().encodeToString(octets).equals(base64)) {
                return octets;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new UnreadableCredentialsException(
                "an Argon2id hash whose Base64 is not well-formed");
    }
}
