package dev.buzon.reader.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits until something is so that is told by a {@link Bulletin}, and no longer than a minute. */
final class Awaiting implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Bulletin.Subscription subscription;
    private long events;

    Awaiting(Bulletin bulletin) {
        subscription = bulletin.subscribe(event -> tell());
    }

    private void tell() {
        lock.lock();
        try {
            events++;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Looks after each event whether it is so. */
    void until(String what, Callable<Boolean> so) throws Exception {
        long left = MOST.toNanos();
        lock.lock();
        try {
            while (!so.call()) {
                if (left <= 0) {
                    throw new AssertionError(what + " did not happen; events: " + events);
                }
                left = told.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
