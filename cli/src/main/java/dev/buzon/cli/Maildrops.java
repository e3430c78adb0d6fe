package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.account.MailAccount.Wishes;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Pace;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.Mbox;
import dev.buzon.client.sync.Policy;
import dev.buzon.client.sync.Pop3Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Turns what an account's file says into what the client library does. */
final class Maildrops {
    private final Home home;
    private final Logins logins;
    private final Texts texts;

    Maildrops(Home home, Logins logins, Texts texts) {
        this.home = home;
        this.logins = logins;
        this.texts = texts;
    }

    /** Everything for collecting an account, its password fetched from where it is. */
    Pop3Sync sync(MailAccount account) throws CommandFailure, InterruptedException {
        Wishes wishes = account.wishes();
        Pop3Sync sync =
                Pop3Sync.of(
                                pop3(account),
                                sink(account),
                                Ledger.in(home.stateOf(account.address())))
                        .account(account.address())
                        .policy(policy(wishes));
        return wishes.resetBeforeQuit() ? sync.resetBeforeQuit() : sync;
    }

    /** The account's maildrop, ready to be opened. */
    Pop3 pop3(MailAccount account) throws CommandFailure, InterruptedException {
        Server server = account.incoming();
        Pop3 pop3 =
                Pop3.at(new ServerAddress(server.host(), server.port()), security(server))
                        .trust(trust(server, texts))
                        .credentials(logins.credentials(account, server));
        account.wishes()
                .octetsPerSecond()
                .ifPresent(octets -> pop3.pace(Pace.octetsPerSecond(octets)));
        return pop3;
    }

    /** How a server is protected, in the library's words. */
    static Security security(Server server) {
        return switch (server.security()) {
            case TLS -> Security.IMPLICIT_TLS;
            case STARTTLS -> Security.UPGRADE;
            case NONE -> Security.CLEARTEXT;
        };
    }

    /** Whose certificates are believed. */
    static Trust trust(Server server, Texts texts) throws CommandFailure {
        String said = server.trust();
        try {
            if (said.startsWith("pinned:")) {
                return Trust.pinned(said.substring("pinned:".length()));
            }
            if (said.startsWith("authorities:")) {
                return Trust.authorities(Path.of(said.substring("authorities:".length())));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(texts.text("account.trust", said, Failures.reason(e)));
        }
        if (!said.equals(Server.SYSTEM)) {
            throw new CommandFailure(texts.text("account.trust.form", said));
        }
        return Trust.system();
    }

    private MailSink sink(MailAccount account) throws CommandFailure {
        Path path = account.folder().path();
        try {
            return switch (account.folder().format()) {
                case MAILDIR -> Maildir.at(path);
                case MBOX -> Mbox.at(path);
            };
        } catch (IOException e) {
            throw new CommandFailure(texts.text("account.mail", path, Failures.reason(e)));
        }
    }

    private static Policy policy(Wishes wishes) {
        Policy.Retention retention =
                switch (wishes.leave()) {
                    case Leave.Never() -> new Policy.Retention.None();
                    case Leave.Always() -> new Policy.Retention.ForEver();
                    case Leave.For(var time) -> new Policy.Retention.For(time);
                };
        Policy.Order order =
                switch (wishes.order()) {
                    case OLDEST -> Policy.Order.AS_LISTED;
                    case NEWEST -> Policy.Order.NEWEST_FIRST;
                    case SMALLEST -> Policy.Order.SMALLEST_FIRST;
                };
        return new Policy(
                retention,
                wishes.untilDeletedHere(),
                wishes.largest(),
                order,
                wishes.headersOnly(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
