package dev.buzon.testing.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Where those wait who are to say nothing for a while. */
public final class Gate {
    private int releases;
    private boolean closed;

    /** A gate at which nobody waits. */
    public Gate() {}

    /**
     * Waits until somebody releases those who wait.
     *
     * @param atMost how long at most
     * @return whether the server is still open
     */
    public synchronized boolean pass(Duration atMost) throws InterruptedException {
        int before = releases;
        await(() -> releases != before, atMost);
        return !closed;
    }

    /** Lets everybody go on who waits. */
    public synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Something changed that somebody may wait for. */
    public synchronized void tell() {
        notifyAll();
    }

    /** Nobody waits any more. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Waits until something holds; it is looked at whenever something changed.
     *
     * @return whether it held in time
     */
    public synchronized boolean await(BooleanSupplier condition, Duration atMost)
            throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!closed && !condition.getAsBoolean()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return condition.getAsBoolean();
            }
            wait(left);
        }
        return condition.getAsBoolean();
    }
}
