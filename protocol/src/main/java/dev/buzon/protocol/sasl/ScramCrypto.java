package dev.buzon.protocol.sasl;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The functions H, HMAC, Hi and XOR of RFC 5802 §2.2, with SHA-256 (RFC 7677 §3). */
final class ScramCrypto {
    /** How many octets SHA-256 gives. */
    static final int DIGEST_OCTETS = 32;

    private ScramCrypto() {}

    static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw everyJdkHasIt(e);
        }
    }

    static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] octets) {
        return mac(key).doFinal(octets);
    }

    /** PBKDF2 with one block of output (RFC 5802 §2.2). */
    static byte[] hi(byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] previous = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = previous.clone();
        for (int i = 1; i < iterations; i++) {
            previous = mac.doFinal(previous);
            xorInto(result, previous);
        }
        return result;
    }

    /** The two combined; both have the same length. */
    static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        xorInto(result, right);
        return result;
    }

    private static void xorInto(byte[] result, byte[] other) {
        for (int i = 0; i < result.length; i++) {
            result[i] ^= other[i];
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // HMAC fills keys with zeros (RFC 2104 §2), so one zero octet is the same as none,
            // which the JDK would refuse.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw everyJdkHasIt(e);
        }
    }

    private static IllegalStateException everyJdkHasIt(Exception e) {
        return new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
}
