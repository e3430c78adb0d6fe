package dev.buzon.client.own;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Wishes;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Pace;
import dev.buzon.client.own.OwnFailureException.Kind;
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
public final class Maildrops {
    private final Home home;
    private final Logins logins;

    /** For the accounts of this home. */
    public Maildrops(Home home, Logins logins) {
        this.home = home;
        this.logins = logins;
    }

    /** Everything for collecting an account, its password fetched from where it is. */
    public Pop3Sync sync(MailAccount account) throws OwnFailureException, InterruptedException {
        Wishes wishes = account.wishes();
        Pop3Sync sync =
                Pop3Sync.of(
                                pop3(account),
                                sink(account),
                                Ledger.in(home.stateOf(account.address())))
                        .account(account.address())
                        .policy(withOverrides(account));
        return wishes.resetBeforeQuit() ? sync.resetBeforeQuit() : sync;
    }

    /** What the account's rules say, and what the person wants of single messages. */
    private Policy withOverrides(MailAccount account) throws OwnFailureException {
        try {
            return Overrides.of(home, account.address()).in(policy(account.wishes()));
        } catch (IOException e) {
            String folder = home.stateOf(account.address()).toString();
            throw new OwnFailureException(Kind.ACCOUNT_UNREADABLE, e, folder);
        }
    }

    /** The account's maildrop, ready to be opened, no faster than the person wants. */
    public Pop3 pop3(MailAccount account) throws OwnFailureException, InterruptedException {
        Pop3 pop3 = Servers.pop3(account, logins);
        account.wishes()
                .octetsPerSecond()
                .ifPresent(octets -> pop3.pace(Pace.octetsPerSecond(octets)));
        return pop3;
    }

    private MailSink sink(MailAccount account) throws OwnFailureException {
        Path path = account.folder().path();
        try {
            return switch (account.folder().format()) {
                case MAILDIR -> Maildir.at(path);
                case MBOX -> Mbox.at(path);
            };
        } catch (IOException e) {
            throw new OwnFailureException(Kind.MAIL_FOLDER, e, path.toString());
        }
    }

    /** What is collected and what stays, in the words of the engine. */
    public static Policy policy(Wishes wishes) {
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
