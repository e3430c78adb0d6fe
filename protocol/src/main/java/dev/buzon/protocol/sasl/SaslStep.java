package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/** What the driver of the server must do next in an exchange. */
public sealed interface SaslStep {
    /**
     * Send this message and wait for the answer. The last word of SCRAM goes out like this as well,
     * because {@code +OK} carries no data (RFC 5034 §4).
     */
    record Challenge(SaslMessage message) implements SaslStep {}

    /**
     * Judge this password. The exchange is over; the verdict is the driver's.
     *
     * @param authorizationIdentity on whose behalf; empty means that of the user itself
     * @param user the name as typed, well-formed Unicode, not prepared
     * @param password the password as typed, well-formed UTF-8, not prepared
     */
    record CheckPassword(Optional<String> authorizationIdentity, String user, Secret password)
            implements SaslStep {}

    /**
     * Look up the keys of this user and hand them to {@link SaslServer#scram}; for a user who does
     * not exist, or may not act for the authorization identity, {@link ScramCredentials#invented}.
     *
     * @param authorizationIdentity on whose behalf; empty means that of the user itself
     * @param user the name as typed, well-formed Unicode, not prepared
     */
    record LookUpScram(Optional<String> authorizationIdentity, String user) implements SaslStep {}

    /** The user of the preceding {@link LookUpScram} proved to have the password. */
    record Succeeded(Optional<String> authorizationIdentity, String user) implements SaslStep {}

    /** The exchange failed; the session is as if it had not happened (RFC 5034 §4). */
    record Failed(SaslFailure failure) implements SaslStep {}
}
