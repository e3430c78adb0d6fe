package dev.buzon.protocol.sasl;

import java.security.SecureRandom;
import java.util.Base64;

/** The part of one side in the nonce of an exchange (RFC 5802 §5.1). */
public record ScramNonce(String text) {
    /** How many random octets a nonce of ours has. */
    private static final int RANDOM_OCTETS = 18;

    /** Refuses what cannot stand in a message. */
    public ScramNonce {
        if (!ScramAttributes.isNonce(text)) {
            throw new IllegalArgumentException("not a nonce");
        }
    }

    /** A fresh nonce; each is for one exchange. */
    public static ScramNonce random(SecureRandom random) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        return new ScramNonce(Base64.getEncoder().encodeToString(octets));
    }
}
