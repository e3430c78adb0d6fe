package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.smtp.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The outbox of a {@link Home}, and the servers that its messages go to. */
final class Postbox {
    private final Outbox outbox;
    private final Logins logins;
    private final Terminal terminal;

    Postbox(Home home, Logins logins, Terminal terminal) {
        this.outbox = Outbox.at(folder(home));
        this.logins = logins;
        this.terminal = terminal;
    }

    /** Where it is. */
    static Path folder(Home home) {
        return home.state().resolve("outbox");
    }

    /** What waits, and what was sent lately. */
    Outbox outbox() {
        return outbox;
    }

    /** Tries those of an account's messages of which this is true. */
    FlushReport flush(MailAccount account, Predicate<OutboxEntry> which)
            throws CommandFailure, InterruptedException {
        Optional<Server> server = account.outgoing();
        if (server.isEmpty()) {
            throw new CommandFailure(terminal.texts().text("send.noServer", account.address()));
        }
        Submission submission =
                Submission.at(
                                new ServerAddress(server.get().host(), server.get().port()),
                                Maildrops.security(server.get()))
                        .trust(Maildrops.trust(server.get(), terminal.texts()))
                        .credentials(logins.credentials(account, server.get()));
        try {
            return outbox.flush(
                    entry -> entry.account().equals(account.address()) && which.test(entry),
                    submission::open);
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("send.outbox", Failures.place(e)));
        }
    }

    /** Whether this account has messages that want to go now. */
    boolean hasDue(MailAccount account, Predicate<OutboxEntry> due) throws CommandFailure {
        try {
            return outbox.list().entries().stream()
                    .anyMatch(
                            entry -> entry.account().equals(account.address()) && due.test(entry));
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("send.outbox", Failures.place(e)));
        }
    }

    /** Says how far a message is, recipient by recipient; the exit code for it. */
    int tell(OutboxEntry entry) {
        int code = 0;
        for (OutboxEntry.Recipient one : entry.recipients()) {
            String text =
                    switch (one.stage()) {
                        case TAKEN -> "send.taken";
                        case REFUSED -> "send.refused";
                        case WAITING -> "send.waits";
                        case UNKNOWN -> "send.unknown";
                    };
            String words = one.text().isEmpty() ? entry.problem() : one.text();
            terminal.say(text, one.address(), entry.subject(), words);
            code = FetchRun.worse(code, code(one));
        }
        return code;
    }

    /** A message of which nobody knows, and which is not tried again by itself, needs a person. */
    private static int code(OutboxEntry.Recipient one) {
        return switch (one.stage()) {
            case TAKEN -> 0;
            case REFUSED -> 1;
            case WAITING, UNKNOWN -> one.waits() ? FetchCommand.LATER : 1;
        };
    }
}
