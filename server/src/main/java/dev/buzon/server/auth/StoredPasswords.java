package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AccountAdministration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How passwords are kept, for those who administer accounts.
 *
 * @param derivation credentials of a new password; empty if it can be none
 */
public record StoredPasswords(Function<Secret, Optional<Credentials>> derivation)
        implements AccountAdministration.Passwords {
    @Override
    public Optional<String> credentials(Secret password) {
        return derivation.apply(password).map(Credentials::text);
    }

    /** What cannot be read is left as it is: only a new password mends it. */
    @Override
    public String withTlsOnly(String credentials, boolean only) {
        try {
            return Credentials.parse(credentials).withTlsOnly(only).text();
        } catch (UnreadableCredentialsException e) {
            return credentials;
        }
    }

    @Override
    public boolean tlsOnly(String credentials) {
        try {
            return Credentials.parse(credentials).tlsOnly();
        } catch (UnreadableCredentialsException e) {
            return false;
        }
    }
}
