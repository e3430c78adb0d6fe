package dev.buzon.client.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof that who exchanges a code is who asked for it (RFC 7636, method S256): the challenge goes
 * with the question, the verifier with the code.
 */
final class Pkce {
    private final String verifier;

    Pkce(String verifier) {
        this.verifier = verifier;
    }

    static Pkce random(SecureRandom random) {
        return new Pkce(token(random));
    }

    /** 256 random bits in 43 characters that need no escape. */
    static String token(SecureRandom random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        return base64(octets);
    }

    String verifier() {
        return verifier;
    }

    String challenge() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return base64(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Override
    public String toString() {
        return "Pkce";
    }
}
