package dev.buzon.client.sink;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a sink's messages may wait in memory for their file. Messages that find no room go to
 * the disk at once: a promise about memory, never a wait.
 */
final class Room {
    /** What all messages of a sink together may hold: a quarter of the smallest heap we promise. */
    static final long USUAL_OCTETS = 16L << 20;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Room(long octets) {
        this.most = octets;
    }

    /** Takes so much, if it is there. */
    boolean take(long octets) {
        if (taken.addAndGet(octets) <= most) {
            return true;
        }
        taken.addAndGet(-octets);
        return false;
    }

    void giveBack(long octets) {
        taken.addAndGet(-octets);
    }
}
