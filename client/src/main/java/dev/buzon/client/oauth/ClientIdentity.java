package dev.buzon.client.oauth;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/**
 * As what a program is registered with an issuer (RFC 6749 §2.2). Registrations belong to people
 * and organisations; this library has none of its own.
 *
 * @param id the client identifier
 * @param secret what some issuers give with it and want back, though a program on a person's
 *     machine cannot hide it (RFC 8252 §8.5)
 */
public record ClientIdentity(String id, Optional<Secret> secret) {
    /** The longest identifier, in characters. */
    private static final int MAX_ID = 1024;

    /** Refuses what no issuer gives out (RFC 6749 appendix A.1: visible ASCII and blanks). */
    public ClientIdentity {
        if (id.isBlank() || id.length() > MAX_ID || id.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("this is no client identifier");
        }
    }

    /** A public client: one without a secret. */
    public ClientIdentity(String id) {
        this(id, Optional.empty());
    }
}
