package dev.buzon.testing.relay;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is under way in one direction: everything arrives as long after it was sent as the line is
 * long, and no later than the line's width demands. Many pieces are under way at the same time, so
 * the delay costs no throughput, as it would if each piece were held up on its own.
 */
final class DelayLine {
    /**
     * Octets under way at most; then the sender has to wait, as with a full window. Enough for 5
     * Gbit/s over 100 ms.
     */
    static final int CAPACITY_OCTETS = 64 * 1024 * 1024;

    /** Something on its way. */
    sealed interface Load {
        /** Octets. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, written once
        record Octets(byte[] octets) implements Load {}

        /** The sender ended; nothing comes behind it. */
        record Ended(Fate.How how) implements Load {}
    }

    private record Parcel(long dueNanos, Load load) {}

    private final long delayNanos;
    private final long octetsPerSecond;
    private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long octetsUnderWay;
    private long freeNanos;
    private boolean closed;

    /**
     * A line on which nothing is.
     *
     * @param octetsPerSecond its width; 0 is as wide as can be
     */
    DelayLine(long delayNanos, long octetsPerSecond) {
        this.delayNanos = delayNanos;
        this.octetsPerSecond = octetsPerSecond;
        this.freeNanos = System.nanoTime();
    }

    /**
     * Sends something, when there is room.
     *
     * @return whether the line still exists
     */
    boolean send(Load load) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && octetsUnderWay >= CAPACITY_OCTETS) {
                changed.await();
            }
            long octets = octets(load);
            octetsUnderWay += octets;
            freeNanos = Math.max(System.nanoTime(), freeNanos) + takesNanos(octets);
            underWay.add(new Parcel(freeNanos + delayNanos, load));
            changed.signalAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** What arrives next, at the time it does; empty when the line was closed. */
    Optional<Load> receive() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Parcel first = underWay.peek();
                long left = first == null ? Long.MAX_VALUE : first.dueNanos - System.nanoTime();
                if (first != null && left <= 0) {
                    underWay.remove();
                    octetsUnderWay -= octets(first.load);
                    changed.signalAll();
                    return Optional.of(first.load);
                }
                changed.awaitNanos(left);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is under way; nothing arrives any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            underWay.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long takesNanos(long octets) {
        return octetsPerSecond == 0
                ? 0
                : Math.multiplyExact(octets, 1_000_000_000L) / octetsPerSecond;
    }

    private static long octets(Load load) {
        return switch (load) {
            case Load.Octets(var octets) -> octets.length;
            case Load.Ended _ -> 0;
        };
    }
}
