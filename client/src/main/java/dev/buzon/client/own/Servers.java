package dev.buzon.client.own;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.client.own.OwnFailureException.Kind;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.smtp.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What an account's file says about a server, in the library's words. */
public final class Servers {
    private static final String PINNED = "pinned:";
    private static final String AUTHORITIES = "authorities:";

    private Servers() {}

    /** How a server is protected. */
    public static Security security(Server server) {
        return switch (server.security()) {
            case TLS -> Security.IMPLICIT_TLS;
            case STARTTLS -> Security.UPGRADE;
            case NONE -> Security.CLEARTEXT;
        };
    }

    /** Whose certificates are believed. */
    public static Trust trust(Server server) throws OwnFailureException {
        String said = server.trust();
        try {
            if (said.startsWith(PINNED)) {
                return Trust.pinned(said.substring(PINNED.length()));
            }
            if (said.startsWith(AUTHORITIES)) {
                return Trust.authorities(Path.of(said.substring(AUTHORITIES.length())));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new OwnFailureException(Kind.TRUST_UNUSABLE, e, said);
        }
        if (!said.equals(Server.SYSTEM)) {
            throw new OwnFailureException(Kind.TRUST_FORM, said);
        }
        return Trust.system();
    }

    /** The account's maildrop, ready to be opened. */
    public static Pop3 pop3(MailAccount account, Logins logins)
            throws OwnFailureException, InterruptedException {
        Server server = account.incoming();
        return Pop3.at(new ServerAddress(server.host(), server.port()), security(server))
                .trust(trust(server))
                .credentials(logins.credentials(account, server));
    }

    /** The account's submission server, ready to be opened. */
    public static Submission submission(MailAccount account, Logins logins)
            throws OwnFailureException, InterruptedException {
        Optional<Server> named = account.outgoing();
        if (named.isEmpty()) {
            throw new OwnFailureException(Kind.NO_OUTGOING, account.address());
        }
        Server server = named.get();
        return Submission.at(new ServerAddress(server.host(), server.port()), security(server))
                .trust(trust(server))
                .credentials(logins.credentials(account, server));
    }
}
