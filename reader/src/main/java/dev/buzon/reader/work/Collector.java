package dev.buzon.reader.work;

import dev.buzon.client.sync.DryRun;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.SyncEvent;
import dev.buzon.client.sync.SyncReport;
import dev.buzon.reader.work.AccountState.Ended;
import dev.buzon.reader.work.AccountState.Phase;
import dev.buzon.reader.work.AccountState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects one account: one run at a time, the next one at its time. */
final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** Between two looks at mail that came while more is coming. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    /** How much of a pause is left to chance, so that accounts are not asked in the same second. */
    private static final double JITTER = 0.1;

    /** What is said of a run that found no line. */
    private static final Set<String> AWAY = Set.of("work.again.unreachable", "work.again.line");

    private final Collecting.Means means;
    private final Runnable others;
    private final ReentrantLock lock = new ReentrantLock();
    private Schedule schedule;
    private AccountState state;
    private Alarms.@Nullable Alarm alarm;
    private @Nullable Pop3Sync under;
    private @Nullable Thread thread;
    private Instant serverPause = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;
    private boolean changed;
    private boolean ended;

    Collector(Schedule schedule, Collecting.Means means, Runnable others) {
        this.schedule = schedule;
        this.means = means;
        this.others = others;
        this.state = AccountState.fresh(schedule.account().address());
    }

    AccountState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void set(AccountState next) {
        state = next;
        means.bulletin().publish(new WorkEvent.AccountChanged(next));
    }

    void start() {
        lock.lock();
        try {
            if (schedule.atStart()) {
                begin(schedule.automatic());
            } else {
                next(schedule.every().map(this::after));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Another schedule, or another account file. */
    void schedule(Schedule other) {
        lock.lock();
        try {
            boolean same = schedule.equals(other);
            schedule = other;
            if (same) {
                return;
            }
            changed = state.running().isPresent();
            if (!changed) {
                serverPause = Instant.EPOCH;
                next(schedule.every().map(this::after));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The person wants it now. Only the server's own wish for a pause counts more. */
    void ask() {
        lock.lock();
        try {
            if (state.running().isPresent() || ended) {
                return;
            }
            Instant now = means.alarms().instant();
            if (serverPause.isAfter(now)) {
                next(Optional.of(serverPause));
            } else {
                begin(true);
            }
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            if (state.running().isPresent()) {
                set(state.running(state.running().map(was -> was.in(Phase.STOPPING))));
                if (under != null) {
                    under.cancel();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            next(Optional.empty());
            stop();
        } finally {
            lock.unlock();
        }
    }

    void await(Duration patience) throws InterruptedException {
        Thread running;
        lock.lock();
        try {
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null && !running.join(patience)) {
            LOG.warn("{} is still being collected", state.address());
        }
    }

    /** Whether there was no way to the server at the last run, or none that lasted. */
    private boolean away() {
        return state.last().map(last -> AWAY.contains(last.text().text())).orElse(false);
    }

    void lineIsBack() {
        lock.lock();
        try {
            if (away() && state.running().isEmpty() && state.next().isPresent() && !ended) {
                begin(schedule.automatic());
            }
        } finally {
            lock.unlock();
        }
    }

    private Instant after(Duration pause) {
        double factor = 1 - JITTER + 2 * JITTER * means.chance().getAsDouble();
        return means.alarms().instant().plusMillis((long) (pause.toMillis() * factor));
    }

    private void next(Optional<Instant> when) {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        Optional<Instant> time = ended ? Optional.empty() : when;
        set(state.next(time));
        time.ifPresent(at -> alarm = means.alarms().at(at, this::due));
    }

    private void due() {
        lock.lock();
        try {
            if (!ended && state.running().isEmpty()) {
                begin(schedule.automatic());
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(boolean fetch) {
        next(Optional.empty());
        set(state.running(Optional.of(Running.BEGINS)));
        String name = "collect " + state.address();
        Schedule now = schedule;
        thread = Thread.ofVirtual().name(name).start(() -> run(now, fetch));
    }

    private void run(Schedule now, boolean fetch) {
        CollectorEnd end;
        try {
            Pop3Sync sync = means.opening().open(now.account());
            sync.onEvent(event -> event(now, event));
            begun(sync);
            SyncReport report = fetch ? sync.run() : look(sync);
            end = CollectorEnd.of(report, fetch);
            means.afterwards().ended(now.account(), report.collected());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end = CollectorEnd.stopped();
        } catch (Exception e) {
            LOG.warn("{} cannot be collected", now.account().address(), e);
            end = CollectorEnd.failed(means.words().apply(e));
        }
        over(end);
    }

    /** Only looks how much there is. */
    private SyncReport look(Pop3Sync sync) {
        DryRun looked = sync.dryRun();
        lock.lock();
        try {
            set(state.onServer(looked.report().listed(), looked.plan().fetches().size()));
        } finally {
            lock.unlock();
        }
        return looked.report();
    }

    private void begun(Pop3Sync sync) {
        lock.lock();
        try {
            under = sync;
            boolean stopping =
                    state.running().map(was -> was.phase() == Phase.STOPPING).orElse(false);
            if (ended || stopping) {
                sync.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    private void over(CollectorEnd end) {
        lock.lock();
        try {
            under = null;
            Instant now = means.alarms().instant();
            boolean same =
                    state.last()
                            .map(last ->
                                    last.result() == end.result()
                                            && last.text().text().equals(end.text().text()))
                            .orElse(false);
            Instant since = same ? state.last().orElseThrow().since() : now;
            serverPause = end.serverPause(now);
            set(
                    state.ended(
                            new Ended(
                                    now,
                                    since,
                                    end.result(),
                                    end.text(),
                                    end.todo(),
                                    end.collected(),
                                    end.deleted())));
            boolean again = changed;
            changed = false;
            next(
                    again
                            ? schedule.every().map(this::after)
                            : schedule.every().flatMap(pause -> end.next(after(pause), now)));
        } finally {
            lock.unlock();
        }
    }

    private void event(Schedule now, SyncEvent event) {
        switch (event) {
            case SyncEvent.Connecting _ -> phase(Phase.CONNECTING);
            case SyncEvent.Listed(var messages, _) -> listed(now, messages);
            case SyncEvent.Planned(var fetch, var octets, var deletes, _) ->
                    planned(fetch, octets, deletes);
            case SyncEvent.Progress progress -> progress(progress);
            case SyncEvent.Stored _ -> stored(now);
            case SyncEvent.Deleted _ -> phase(Phase.DELETING);
            case SyncEvent.Broken _, SyncEvent.Note _ -> {}
        }
    }

    private void phase(Phase phase) {
        running(was -> was.in(phase));
    }

    private void running(java.util.function.UnaryOperator<Running> change) {
        lock.lock();
        try {
            Optional<Running> was = state.running();
            if (was.isPresent()) {
                Running next = change.apply(was.get());
                boolean stopping = was.get().phase() == Phase.STOPPING;
                set(state.running(Optional.of(stopping ? next.in(Phase.STOPPING) : next)));
            }
        } finally {
            lock.unlock();
        }
    }

    private void listed(Schedule now, int messages) {
        boolean wasAway;
        lock.lock();
        try {
            wasAway = away();
            set(state.onServer(messages, state.waiting()));
        } finally {
            lock.unlock();
        }
        phase(Phase.PLANNING);
        if (wasAway) {
            others.run();
            Thread.ofVirtual()
                    .name("line is back")
                    .start(() -> afterwards(() -> means.afterwards().lineIsBack(now.account())));
        }
    }

    private void planned(int fetch, long octets, int deletes) {
        lock.lock();
        try {
            set(state.onServer(state.onServer().orElse(0), fetch));
        } finally {
            lock.unlock();
        }
        Phase phase = fetch > 0 || deletes == 0 ? Phase.COLLECTING : Phase.DELETING;
        running(_ -> new Running(phase, 0, fetch, 0, octets, 0, Duration.ZERO));
    }

    private void progress(SyncEvent.Progress at) {
        running(_ ->
                new Running(
                        Phase.COLLECTING,
                        at.messages(),
                        at.ofMessages(),
                        at.octets(),
                        at.ofOctets(),
                        at.octetsPerSecond(),
                        at.left()));
    }

    /** Mail can be read while more of it comes. */
    private void stored(Schedule now) {
        lock.lock();
        try {
            Instant time = means.alarms().instant();
            if (looked.plus(LOOK).isAfter(time)) {
                return;
            }
            looked = time;
        } finally {
            lock.unlock();
        }
        afterwards(() -> means.afterwards().came(now.account()));
    }

    /** Something that may fail without harm to the run. */
    private interface Errand {
        void run() throws Exception;
    }

    private void afterwards(Errand errand) {
        try {
            errand.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{}: what follows mail failed", state.address(), e);
        }
    }
}
