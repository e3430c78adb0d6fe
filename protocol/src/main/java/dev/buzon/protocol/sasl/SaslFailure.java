package dev.buzon.protocol.sasl;

/** Why an exchange failed. */
public enum SaslFailure {
    /** A mechanism this program does not know. */
    UNKNOWN_MECHANISM(false),
    /** A mechanism that this connection does not offer, as PLAIN without TLS. */
    NOT_OFFERED(false),
    /** The client gave up with {@code *}. */
    CANCELLED(false),
    /** A line that is not strict Base64. */
    BAD_ENCODING(false),
    /** A line or a field of a message beyond its limit. */
    TOO_LONG(false),
    /** A message that the mechanism does not know, or an empty name or password. */
    BAD_MESSAGE(true),
    /** The message does not belong to this TLS connection, or a downgrade was tried. */
    BAD_CHANNEL_BINDING(false),
    /** The proof is wrong. */
    WRONG_CREDENTIALS(true),
    /** The driver fed something that was not asked for. */
    OUT_OF_TURN(false);

    private final boolean blamesCredentials;

    SaslFailure(boolean blamesCredentials) {
        this.blamesCredentials = blamesCredentials;
    }

    /** Whether this is an error of credentials, which POP3 marks with [AUTH] (RFC 3206 §5). */
    public boolean blamesCredentials() {
        return blamesCredentials;
    }
}
