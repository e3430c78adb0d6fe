package dev.buzon.client.pop3;

import dev.buzon.protocol.Secret;
import java.util.function.Supplier;

/** As whom a client logs in, and by what it proves it. */
public sealed interface Credentials {
    /** The user's name on the server. */
    String user();

    /** A user and a password. */
    record Password(String user, Secret password) implements Credentials {}

    /**
     * A user and an access token of OAuth 2.0 (RFC 6750), asked for when it is needed, since it
     * does not live long.
     */
    record Token(String user, Supplier<Secret> token) implements Credentials {}
}
