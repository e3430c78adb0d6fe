package dev.buzon.reader.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms by the clock of this machine. A thread that waits does not notice that the machine slept
 * or that its clock was set, so this one looks at the clock at least twice a minute.
 */
public final class WallAlarms implements Alarms, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WallAlarms.class);
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** A clock that goes back by more than this was set. */
    private static final Duration SET_BACK = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparing((Due due) -> due.time));
    private Instant looked;
    private boolean closed;

    /** Something that is due; its time changes when the clock is set back. */
    private static final class Due {
        private final Runnable what;
        private Instant time;

        Due(Instant time, Runnable what) {
            this.time = time;
            this.what = what;
        }
    }

    /** Alarms by this clock, with a thread of their own until they are closed. */
    public WallAlarms(InstantSource clock) {
        this.clock = clock;
        this.looked = clock.instant();
        Thread.ofVirtual().name("alarms").start(this::run);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Alarm at(Instant time, Runnable what) {
        Due due = new Due(time, what);
        lock.lock();
        try {
            dues.add(due);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return () -> cancel(due);
    }

    private void cancel(Due due) {
        lock.lock();
        try {
            dues.remove(due);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (List<Due> now = await(); !now.isEmpty(); now = await()) {
                now.forEach(WallAlarms::ring);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ring(Due due) {
        try {
            due.what.run();
        } catch (RuntimeException e) {
            LOG.error("what was due failed", e);
        }
    }

    /** Those that are due, at least one; none once this is closed. */
    private List<Due> await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<Due> now = new ArrayList<>();
            while (!closed && now.isEmpty()) {
                Instant time = look();
                while (!dues.isEmpty() && !dues.peek().time.isAfter(time)) {
                    now.add(dues.remove());
                }
                if (now.isEmpty()) {
                    changed.awaitNanos(pause(time).toNanos());
                }
            }
            return closed ? List.of() : now;
        } finally {
            lock.unlock();
        }
    }

    private Duration pause(Instant time) {
        Duration rest = dues.isEmpty() ? LOOK : Duration.between(time, dues.peek().time);
        return rest.compareTo(LOOK) < 0 ? rest : LOOK;
    }

    /** What the clock says. When it was set back, everything is due that much earlier. */
    private Instant look() {
        Instant time = clock.instant();
        Duration back = Duration.between(time, looked);
        if (back.compareTo(SET_BACK) > 0) {
            List<Due> all = new ArrayList<>(dues);
            dues.clear();
            all.forEach(due -> due.time = due.time.minus(back));
            dues.addAll(all);
        }
        looked = time;
        return time;
    }

    /** What is not due yet does not happen any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            dues.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
