package dev.buzon.e2e.faults;

import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.SyncReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a collector and does not wait for ever. */
final class Patience {
    /** A run that takes longer hangs: the longest honest one takes a few seconds. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    /** So many undisturbed runs are more than enough to bring everything to its end. */
    private static final int ROUNDS = 60;

    private static final Duration LONGEST_REST = Duration.ofDays(8);
    private static final Duration SERVER_NOTICES = Duration.ofMillis(20);

    /** Where a collector of the same account, sink and ledger comes from. */
    @FunctionalInterface
    interface Source {
        /** A new one, as a new process would have. */
        Pop3Sync next() throws Exception;
    }

    private final String run;
    private final Toll toll;
    private final Watch watch;
    private String last = "";

    Patience(String run, Toll toll, Watch watch) {
        this.run = run;
        this.toll = toll;
        this.watch = watch;
    }

    /** Runs it once; nothing when it hung. */
    Optional<SyncReport> once(Pop3Sync sync) throws Exception {
        FutureTask<SyncReport> task = new FutureTask<>(sync::run);
        Thread thread = Thread.ofPlatform().daemon().name("collector of " + run).start(task);
        try {
            SyncReport report = task.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            last = report.toString();
            return Optional.of(report);
        } catch (TimeoutException e) {
            toll.add(
                    Toll.Kind.HANG,
                    () -> run + " hangs in " + Arrays.toString(thread.getStackTrace()));
            sync.cancel();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(run, e.getCause());
        }
    }

    /** Runs it, undisturbed, until nothing is left to be done. */
    void toTheEnd(Wish wish, Source source) throws Exception {
        settle(source);
        if (wish.deletes() && !wish.deletesAtOnce()) {
            watch.later(wish.stays().plusHours(1));
            settle(source);
        }
    }

    private void settle(Source source) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Optional<SyncReport> report = once(source.next());
            if (report.isEmpty() || isSettled(report.get())) {
                return;
            }
            if (!report.get().resting().isEmpty() || !report.get().failures().isEmpty()) {
                watch.later(LONGEST_REST);
            }
            if (report.get().outcome() instanceof Outcome.Again(var _, var then, var _)) {
                watch.notBefore(then);
                // The server needs a moment to notice that a connection is gone.
                new CountDownLatch(1).await(SERVER_NOTICES.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        toll.add(Toll.Kind.HANG, () -> run + " never comes to an end: " + last);
    }

    private static boolean isSettled(SyncReport report) {
        return report.outcome() instanceof Outcome.Complete
                && report.collected() == 0
                && report.deleted() == 0
                && report.deletesOwed() == 0
                && report.failures().isEmpty()
                && report.resting().isEmpty();
    }
}
