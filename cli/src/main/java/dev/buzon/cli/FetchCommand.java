package dev.buzon.cli;

import dev.buzon.client.account.Amounts;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.Postbox;
import dev.buzon.client.sync.DryRun;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.Step;
import dev.buzon.client.sync.SyncReport;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon fetch}: collects what is new, exactly once, for one account or all of them. */
@Command(
        name = "fetch",
        description = {
            "Collects new mail into the accounts' folders, each message exactly once, and deletes on"
                    + " the server what is not to stay there. Without names: all accounts, side by"
                    + " side.",
            "Exit code: 0 all is done; 1 an account needs you; 75 try again later (a server is busy"
                    + " or out of reach)."
        },
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    /** EX_TEMPFAIL of sysexits: what cron jobs and mail programs understand as later. */
    static final int LATER = 75;

    private static final Duration ONCE_A_MINUTE = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final Home home;

    @Parameters(arity = "0..*", paramLabel = "ADDRESS", description = "Accounts; without any, all.")
    private @Nullable List<String> names;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Go on collecting, this often (10m, 1h30m; without a time, as each account's"
                            + " file says), until Ctrl-C or SIGTERM.")
    private @Nullable String every;

    @Option(
            names = "--dry-run",
            description = "Only say what would be collected and deleted, and why.")
    private boolean dryRun;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Option(names = "--quiet", description = "Say nothing unless something is wrong.")
    private boolean quiet;

    FetchCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() throws CommandFailure, OwnFailureException, InterruptedException {
        Optional<Duration> pause = pause();
        OwnAccounts accounts = new OwnAccounts(home);
        List<String> chosen = names == null || names.isEmpty() ? accounts.names() : names;
        if (chosen.isEmpty()) {
            throw new CommandFailure(terminal.texts().text("account.none"));
        }
        FetchWatcher watcher =
                json
                        ? new FetchLines(terminal)
                        : new FetchScreen(terminal, terminal.colours() && !quiet, quiet || dryRun);
        Logins logins = Agreeing.logins(home, terminal);
        var run =
                new FetchRun(
                        accounts,
                        new Maildrops(home, logins),
                        watcher,
                        one -> sendWhatWaits(one, logins),
                        terminal);
        if (dryRun) {
            return run.once(chosen, this::look);
        }
        return every == null
                ? run.once(chosen, (_, sync) -> sync.run())
                : run.untilTold(chosen, pause);
    }

    /** Mail that waited for a line goes out now: the line has just been seen to work. */
    private void sendWhatWaits(MailAccount account, Logins logins)
            throws OwnFailureException, InterruptedException {
        if (dryRun || !Files.isDirectory(Postbox.folder(home))) {
            return;
        }
        var postbox = new Postbox(home, logins);
        Instant now = Instant.now();
        if (postbox.hasDue(account, entry -> entry.isDue(now))) {
            FlushReport report = postbox.flush(account, entry -> entry.isDue(now));
            if (!json && !quiet) {
                synchronized (terminal) {
                    report.tried().forEach(new Fates(terminal)::tell);
                }
            }
        }
    }

    private Optional<Duration> pause() throws CommandFailure {
        if (every == null || every.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> time = Amounts.time(every).filter(t -> t.compareTo(ONCE_A_MINUTE) >= 0);
        if (time.isEmpty()) {
            throw new CommandFailure(terminal.texts().text("fetch.every", every));
        }
        return time;
    }

    /** What would be done, without doing it. */
    private SyncReport look(MailAccount account, Pop3Sync sync) {
        DryRun look = sync.dryRun();
        if (look.report().outcome() instanceof Outcome.Complete && !json) {
            synchronized (terminal) {
                sayPlan(account, look);
            }
        }
        return look.report();
    }

    private void sayPlan(MailAccount account, DryRun look) {
        List<Step> fetches = look.plan().fetches();
        List<Step> deletes = look.plan().deletes();
        terminal.say(
                "fetch.plan",
                account.address(),
                fetches.size(),
                DataSize.text(look.plan().octetsToFetch()),
                deletes.size());
        for (Step step : look.plan().steps()) {
            terminal.say(
                    "fetch.step",
                    terminal.texts().text("fetch.act", step.act()),
                    step.message().number(),
                    DataSize.text(step.message().octets()),
                    terminal.texts().text("fetch.why", step.why()));
        }
    }
}
