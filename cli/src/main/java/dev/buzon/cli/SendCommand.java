package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.Postbox;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Letter;
import dev.buzon.client.smtp.SubmissionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon send}: hands a message in, or keeps it until there is a line. */
@Command(
        name = "send",
        description = {
            "Hands in the message on the standard input by the submission server of its sender's"
                    + " account. It goes to the addresses that are named, or to those in its To, Cc"
                    + " and Bcc; Bcc is taken out, Date and Message-ID are added when they are"
                    + " missing. Without a line it waits in the outbox and goes with the next buzon"
                    + " fetch, or send --flush.",
            "Exit code: 0 taken for everybody; 1 refused for somebody; 75 it waits."
        },
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;
    private final OwnAccounts accounts;
    private final Fates fates;

    @Parameters(
            arity = "0..*",
            paramLabel = "ADDRESS",
            description = "Who gets it, instead of the addresses in its header.")
    private @Nullable List<String> recipients;

    @Option(
            names = "--account",
            paramLabel = "ADDRESS",
            description = "The account that sends it; without it that of the sender.")
    private @Nullable String account;

    @Option(
            names = {"-t", "--from-header"},
            description = "The recipients are those in the header (as they are without addresses).")
    private boolean fromHeader;

    @Option(names = "--queue", description = "Only put it into the outbox.")
    private boolean queue;

    @Option(names = "--dry-run", description = "Only say who would get it, and by which account.")
    private boolean dryRun;

    @Option(names = "--flush", description = "Send what waits in the outbox; no message is read.")
    private boolean flush;

    @Option(names = "--list", description = "Show what is in the outbox; no message is read.")
    private boolean list;

    SendCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
        this.fates = new Fates(terminal);
        this.accounts = new OwnAccounts(home);
    }

    @Override
    public Integer call() throws CommandFailure, OwnFailureException, InterruptedException {
        Logins logins = Agreeing.logins(home, terminal);
        var postbox = new Postbox(home, logins);
        try {
            if (list) {
                return show(postbox);
            }
            return flush ? flushAll(postbox) : send(postbox);
        } catch (SubmissionException.Unsendable e) {
            throw new CommandFailure(terminal.texts().text("send.fault", e.fault(), e.detail()));
        } catch (IOException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    private int show(Postbox postbox) throws IOException {
        var listing = postbox.outbox().list();
        List<OutboxEntry> here =
                listing.entries().stream().filter(entry -> !entry.isSent()).toList();
        if (here.isEmpty()) {
            terminal.say("send.empty");
        }
        for (OutboxEntry entry : here) {
            fates.show(entry, postbox.outbox());
        }
        listing.damaged()
                .forEach(id -> terminal.complain(terminal.texts().text("send.damaged", id)));
        return listing.damaged().isEmpty() ? 0 : 1;
    }

    /** Everything that waits, due or not: the person is here and asks for it. */
    private int flushAll(Postbox postbox)
            throws CommandFailure, OwnFailureException, InterruptedException {
        int code = 0;
        for (String name : accounts.names()) {
            MailAccount one = accounts.read(name);
            if (postbox.hasDue(one, OutboxEntry::waits)) {
                FlushReport report = postbox.flush(one, _ -> true);
                code = FetchRun.worse(code, said(report));
            }
        }
        return code;
    }

    private int said(FlushReport report) {
        int code = 0;
        for (OutboxEntry entry : report.tried()) {
            code = FetchRun.worse(code, fates.tell(entry));
        }
        report.problem().ifPresent(problem -> terminal.complain(Failures.reason(problem)));
        return report.problem().isPresent() && code == 0 ? FetchCommand.LATER : code;
    }

    private int send(Postbox postbox)
            throws IOException, CommandFailure, OwnFailureException, InterruptedException {
        Path copy = Files.createTempFile("buzon-send-", ".eml"); // 0600 by itself
        try {
            Files.copy(terminal.in(), copy, StandardCopyOption.REPLACE_EXISTING);
            Letter letter = Letter.in(copy);
            boolean named = recipients != null && !recipients.isEmpty() && !fromHeader;
            Envelope envelope =
                    named
                            ? Envelope.of(letter.sender().toString(), List.copyOf(recipients))
                            : letter.envelope();
            MailAccount by = sender(letter);
            if (dryRun) {
                terminal.say("send.would", letter.sender(), by.address());
                envelope.recipients().forEach(to -> terminal.say("send.to", to));
                return 0;
            }
            OutboxEntry entry = put(postbox, by, letter, envelope);
            if (queue) {
                terminal.say("send.queued", entry.subject());
                return 0;
            }
            FlushReport report = postbox.flush(by, one -> one.id().equals(entry.id()));
            return said(report);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private OutboxEntry put(Postbox postbox, MailAccount by, Letter letter, Envelope envelope)
            throws CommandFailure {
        try {
            return postbox.outbox().put(by.address(), letter, envelope);
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("send.notKept", Failures.place(e)));
        }
    }

    /** The account that is named, or the sender's, or the only one there is. */
    private MailAccount sender(Letter letter) throws IOException, OwnFailureException {
        if (account != null) {
            return accounts.read(account);
        }
        String from = letter.sender().toString();
        Optional<MailAccount> own = accounts.find(from);
        List<String> names = accounts.names();
        if (own.isEmpty() && names.size() == 1) {
            return accounts.read(names.getFirst());
        }
        return own.isPresent() ? own.get() : accounts.read(from);
    }
}
