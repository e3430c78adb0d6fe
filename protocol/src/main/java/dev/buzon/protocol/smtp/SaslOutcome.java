package dev.buzon.protocol.smtp;

import dev.buzon.protocol.Secret;

/** What the SASL mechanism made of a response (RFC 4954 §4). */
public sealed interface SaslOutcome {
    /** It wants another response; the data goes out in Base64 and may be empty. */
    record Challenge(Secret data) implements SaslOutcome {}

    /** The client is this user. */
    record Authenticated(String user) implements SaslOutcome {}

    /** It is not. */
    record Failed(Reason reason) implements SaslOutcome {}

    /** Why authentication failed, as far as the client may know. */
    enum Reason {
        /** Unknown user, wrong password, not allowed: one answer for all. */
        WRONG_CREDENTIALS,
        /** The response is not in the form the mechanism wants. */
        MALFORMED,
        /** This user logs in over TLS only (RFC 4954 §6). */
        TLS_REQUIRED,
        /** The credentials could not be checked. */
        TEMPORARY
    }
}
