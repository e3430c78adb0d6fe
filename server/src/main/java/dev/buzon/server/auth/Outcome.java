package dev.buzon.server.auth;

import dev.buzon.store.Address;
import java.time.Duration;

/** How a login ended. */
public sealed interface Outcome {
    /** The user is who it says, and this is its device. */
    record Authenticated(Address account, String device) implements Outcome {}

    /**
     * Unknown user, wrong password, or a name or password that cannot be one; which of them is not
     * told (RFC 3206 §5: {@code [AUTH]}).
     */
    record Refused() implements Outcome {}

    /**
     * Nothing was found out.
     *
     * @param passes whether waiting helps (RFC 3206 §4: {@code [SYS/TEMP]}) or a person must
     *     ({@code [SYS/PERM]})
     */
    record Unavailable(boolean passes) implements Outcome {}

    /** This user logs in over TLS only; whether the credentials were right was not looked at. */
    record TlsRequired() implements Outcome {}

    /** Too many wrong passwords came before; this one was not looked at. */
    record Throttled(Duration retryAfter) implements Outcome {}
}
