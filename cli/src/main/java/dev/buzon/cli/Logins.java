package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.pop3.Credentials;
import dev.buzon.client.secret.SecretException;
import dev.buzon.protocol.Secret;
import java.util.Optional;

/** By what an account proves itself to its servers. */
interface Logins {
    /** The password from where the account's file says, or an access token. */
    Credentials credentials(MailAccount account, Server server)
            throws CommandFailure, InterruptedException;

    /** With passwords from their places, and tokens from those who grant them. */
    static Logins with(OwnSecrets secrets, Terminal terminal) {
        return (account, server) -> {
            Optional<Grant> grant = account.grant();
            if (grant.isEmpty()) {
                return new Credentials.Password(
                        server.user(), secrets.password(account.address(), account.secret()));
            }
            Secret token = token(new Grants(secrets, terminal), account, grant.get());
            return new Credentials.Token(server.user(), () -> token);
        };
    }

    /** With this password, wherever it came from. */
    static Logins with(Secret password) {
        return (_, server) -> new Credentials.Password(server.user(), password);
    }

    private static Secret token(Grants grants, MailAccount account, Grant grant)
            throws CommandFailure, InterruptedException {
        try {
            return grants.tokens(account, grant).token();
        } catch (OAuthException | SecretException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }
}
