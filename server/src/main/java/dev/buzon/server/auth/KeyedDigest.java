package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises a password that was seen before without keeping it: HMAC-SHA-256 under a key that
 * lives and dies with this process.
 */
final class KeyedDigest {
    private static final int KEY_OCTETS = 32;

    private final SecretKeySpec key;

    KeyedDigest(SecureRandom random) {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        this.key = new SecretKeySpec(octets, "HmacSHA256");
        Arrays.fill(octets, (byte) 0);
    }

    /** The digest of two texts and a password; the texts cannot run into each other. */
    ByteBuffer of(String first, String second, Secret password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            update(mac, first);
            update(mac, second);
            byte[] octets = password.octets();
            byte[] digest = mac.doFinal(octets);
            Arrays.fill(octets, (byte) 0);
            return ByteBuffer.wrap(digest).asReadOnlyBuffer();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing from this JDK", e);
        }
    }

    private static void update(Mac mac, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, octets.length));
        mac.update(octets);
    }
}
