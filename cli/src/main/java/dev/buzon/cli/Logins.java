package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.pop3.Credentials;

/** By what an account proves itself to its servers. */
interface Logins {
    /** The password from where the account's file says, or an access token. */
    Credentials credentials(MailAccount account, Server server)
            throws CommandFailure, InterruptedException;

    /** With passwords from their places. */
    static Logins with(OwnSecrets secrets) {
        return (account, server) ->
                new Credentials.Password(
                        server.user(), secrets.password(account.address(), account.secret()));
    }
}
