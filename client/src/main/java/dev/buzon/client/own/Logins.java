package dev.buzon.client.own;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.own.OwnFailureException.Kind;
import dev.buzon.client.pop3.Credentials;
import dev.buzon.client.secret.SecretException;
import dev.buzon.protocol.Secret;
import java.util.Optional;

/** By what an account proves itself to its servers. */
public interface Logins {
    /** The password from where the account's file says, or an access token. */
    Credentials credentials(MailAccount account, Server server)
            throws OwnFailureException, InterruptedException;

    /** With passwords from their places, and tokens from those who grant them. */
    static Logins with(OwnSecrets secrets) {
        return with(secrets, new Grants(secrets));
    }

    /** The same with these grants. */
    static Logins with(OwnSecrets secrets, Grants grants) {
        return (account, server) -> {
            Optional<Grant> grant = account.grant();
            if (grant.isEmpty()) {
                return new Credentials.Password(
                        server.user(), secrets.password(account.address(), account.secret()));
            }
            Secret token = token(grants, account, grant.get());
            return new Credentials.Token(server.user(), () -> token);
        };
    }

    /** With this password, wherever it came from. */
    static Logins with(Secret password) {
        return (_, server) -> new Credentials.Password(server.user(), password);
    }

    /** With this access token. */
    static Logins withToken(Secret token) {
        return (_, server) -> new Credentials.Token(server.user(), () -> token);
    }

    private static Secret token(Grants grants, MailAccount account, Grant grant)
            throws OwnFailureException, InterruptedException {
        try {
            return grants.tokens(account, grant).token();
        } catch (OAuthException e) {
            throw new OwnFailureException(Kind.GRANT, e);
        } catch (SecretException e) {
            throw new OwnFailureException(Kind.SECRET, e);
        }
    }
}
