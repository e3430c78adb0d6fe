package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.SyncReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Collects several accounts side by side: one that hangs delays nobody but itself. */
final class FetchRun {
    /** How long a run may take to end when it is told to. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Threads of the system, though virtual ones would do: for those, Java keeps a thread in
     * epoll(7), and a Java that ends waits 300 ms for every thread that is in the system.
     */
    private static final ThreadFactory ACCOUNT = Thread.ofPlatform().name("account-", 1).factory();

    private final OwnAccounts accounts;
    private final Maildrops maildrops;
    private final FetchWatcher watcher;
    private final Afterwards afterwards;
    private final Terminal terminal;
    private final Set<Pop3Sync> under = ConcurrentHashMap.newKeySet();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<Optional<Error>> fatal = new AtomicReference<>(Optional.empty());

    FetchRun(
            OwnAccounts accounts,
            Maildrops maildrops,
            FetchWatcher watcher,
            Afterwards afterwards,
            Terminal terminal) {
        this.accounts = accounts;
        this.maildrops = maildrops;
        this.watcher = watcher;
        this.afterwards = afterwards;
        this.terminal = terminal;
    }

    /** What is done for an account once its mail was collected. */
    interface Afterwards {
        /** The line is there now, as far as anybody knows. */
        void accept(MailAccount account) throws OwnFailureException, InterruptedException;
    }

    /** What is done with an account. */
    interface Errand {
        SyncReport run(MailAccount account, Pop3Sync sync);
    }

    /**
     * How an account came out: the exit code for it alone, and when to come again at the earliest.
     */
    private record Came(int code, Instant notBefore, Optional<Duration> every) {}

    /** Each of these once; the exit code for all. */
    int once(List<String> names, Errand errand) throws InterruptedException {
        Thread ender = onTermination(FetchCommand.LATER);
        try (var threads = Executors.newThreadPerTaskExecutor(ACCOUNT)) {
            List<Future<Came>> runs = new ArrayList<>();
            for (String name : names) {
                runs.add(threads.submit(() -> collect(name, errand)));
            }
            int code = 0;
            for (Future<Came> run : runs) {
                code = worse(code, await(run).code());
            }
            return code;
        } finally {
            done.countDown();
            forget(ender);
        }
    }

    /** Each of these again and again, until the process is told to stop. */
    int untilTold(List<String> names, Optional<Duration> every) throws InterruptedException {
        Thread ender = onTermination(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : names) {
                threads.execute(() -> again(name, every));
            }
            told.await();
        } finally {
            done.countDown();
            forget(ender);
        }
        fatal.get().ifPresent(FetchRun::thrown); // whoever watches the process starts it again
        return 0;
    }

    private static void thrown(Error error) {
        throw error;
    }

    private void again(String name, Optional<Duration> every) {
        try {
            boolean stop = false;
            while (!stop) {
                Instant began = Instant.now();
                Came came = collect(name, (_, sync) -> sync.run());
                Duration pause = every.or(came::every).orElse(Duration.ofMinutes(10));
                Instant next = later(began.plus(pause), came.notBefore());
                long wait = Math.max(0, Duration.between(Instant.now(), next).toMillis());
                stop = told.await(wait, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            fatal.set(Optional.of(e));
            told.countDown();
            under.forEach(Pop3Sync::cancel);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Came collect(String name, Errand errand) throws InterruptedException {
        try {
            MailAccount account = accounts.read(name);
            Pop3Sync sync = maildrops.sync(account);
            sync.onEvent(event -> watcher.event(account.address(), event));
            under.add(sync);
            try {
                if (told.getCount() == 0) {
                    sync.cancel();
                }
                SyncReport report = errand.run(account, sync);
                watcher.over(report);
                afterwards.accept(account);
                return came(report, account);
            } finally {
                under.remove(sync);
            }
        } catch (OwnFailureException e) {
            watcher.failed(name, OwnFailures.sentence(e, terminal.texts()));
            return new Came(1, Instant.EPOCH, Optional.empty());
        } catch (RuntimeException e) {
            // A fault of ours with one account holds up no other, and does not end --every.
            watcher.failed(name, Breakdown.sentence(e, terminal.texts()));
            Breakdown.trace(e, terminal);
            return new Came(1, Instant.EPOCH, Optional.empty());
        }
    }

    private static Came came(SyncReport report, MailAccount account) {
        Instant afterDelay = report.loginDelay().map(report.ended()::plus).orElse(Instant.EPOCH);
        int code =
                switch (report.outcome()) {
                    case Outcome.Complete() -> 0;
                    case Outcome.NeedsPerson _ -> 1;
                    case Outcome.Again _, Outcome.Cancelled() -> FetchCommand.LATER;
                };
        Instant notBefore =
                report.outcome() instanceof Outcome.Again again
                        ? later(again.notBefore(), afterDelay)
                        : afterDelay;
        return new Came(code, notBefore, Optional.of(account.every()));
    }

    /** A person who is needed comes before a server that is to be asked again. */
    static int worse(int one, int other) {
        return one == 1 || other == 1 ? 1 : Math.max(one, other);
    }

    private static Came await(Future<Came> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error fatal) {
                throw fatal; // out of memory, which has a sentence of its own
            }
            throw new IllegalStateException("collecting failed where it must not", e.getCause());
        }
    }

    /**
     * Ends what is under way when the process is told to, and then the process with this code: what
     * came whole is kept.
     */
    private Thread onTermination(int code) {
        Thread ender =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            told.countDown();
                            under.forEach(Pop3Sync::cancel);
                            try {
                                boolean over =
                                        done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                                // Java would report the signal as the exit code.
                                Runtime.getRuntime().halt(over ? code : FetchCommand.LATER);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(ender);
        return ender;
    }

    private static void forget(Thread ender) {
        try {
            Runtime.getRuntime().removeShutdownHook(ender);
        } catch (IllegalStateException _) {
            // the process is ending
        }
    }
}
