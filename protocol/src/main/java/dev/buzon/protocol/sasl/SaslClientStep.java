package dev.buzon.protocol.sasl;

/** What the driver of the client must do next in an exchange. */
public sealed interface SaslClientStep {
    /** Send this message as the answer to the challenge. */
    record Respond(SaslMessage message) implements SaslClientStep {}

    /** Send {@code *} and, unless the server is to be trusted no longer anyway, try another way. */
    record GiveUp(Reason reason) implements SaslClientStep {}

    /** Why a client gives up. */
    enum Reason {
        /** A challenge the mechanism does not know. */
        BAD_CHALLENGE,
        /** The server asks for too few iterations to be safe, or for too many to be honest. */
        BAD_ITERATIONS,
        /** The server does not know the password: it is not the one it says it is. */
        SERVER_NOT_PROVED
    }
}
