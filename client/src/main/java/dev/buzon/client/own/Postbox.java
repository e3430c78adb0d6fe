package dev.buzon.client.own;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.own.OwnFailureException.Kind;
import dev.buzon.client.smtp.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** The outbox of a {@link Home}, and the servers that its messages go to. */
public final class Postbox {
    private final Outbox outbox;
    private final Logins logins;

    /** The outbox of this home. */
    public Postbox(Home home, Logins logins) {
        this.outbox = Outbox.at(folder(home));
        this.logins = logins;
    }

    /** Where it is. */
    public static Path folder(Home home) {
        return home.state().resolve("outbox");
    }

    /** What waits, and what was sent lately. */
    public Outbox outbox() {
        return outbox;
    }

    /** Tries those of an account's messages of which this is true. */
    public FlushReport flush(MailAccount account, Predicate<OutboxEntry> which)
            throws OwnFailureException, InterruptedException {
        Submission submission = Servers.submission(account, logins);
        try {
            return outbox.flush(
                    entry -> entry.account().equals(account.address()) && which.test(entry),
                    submission::open);
        } catch (IOException e) {
            throw new OwnFailureException(Kind.OUTBOX, e);
        }
    }

    /** Whether this account has messages that want to go now. */
    public boolean hasDue(MailAccount account, Predicate<OutboxEntry> due)
            throws OwnFailureException {
        try {
            return outbox.list().entries().stream()
                    .anyMatch(
                            entry -> entry.account().equals(account.address()) && due.test(entry));
        } catch (IOException e) {
            throw new OwnFailureException(Kind.OUTBOX, e);
        }
    }
}
