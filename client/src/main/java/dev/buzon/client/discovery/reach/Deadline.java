package dev.buzon.client.discovery.reach;

import java.time.Duration;

/** A moment by which something has to be over, on the clock that never jumps. */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; never less than a millisecond, so that it can be used as a limit. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, atNanos - System.nanoTime()));
    }

    /** What is left, but no more than this. */
    public Duration left(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    /** Whether the moment is past. */
    public boolean isOver() {
        return System.nanoTime() - atNanos >= 0;
    }
}
