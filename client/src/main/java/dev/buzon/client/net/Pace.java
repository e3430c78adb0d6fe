package dev.buzon.client.net;

import java.time.Duration;

/**
 * A cap on how many octets a second are read. Shared by all connections that have the same object,
 * so that several accounts together stay below it.
 */
public final class Pace {
    private static final Pace UNLIMITED = new Pace(Long.MAX_VALUE);

    /** A pause is worth taking from this length on; shorter ones are saved up. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(5).toNanos();

    private final long octetsPerSecond;
    private long freeAtNanos;
    private boolean begun;

    private Pace(long octetsPerSecond) {
        this.octetsPerSecond = octetsPerSecond;
    }

    /** As fast as it comes. */
    public static Pace unlimited() {
        return UNLIMITED;
    }

    /** At most so many octets a second. */
    public static Pace octetsPerSecond(long octets) {
        if (octets < 1) {
            throw new IllegalArgumentException("a pace is at least one octet a second");
        }
        return new Pace(octets);
    }

    /** The most octets to read at once, so that the line flows and does not stutter. */
    int portion(int wanted) {
        return octetsPerSecond == Long.MAX_VALUE
                ? wanted
                : Math.clamp(octetsPerSecond / 10, 1, wanted);
    }

    /** How long to wait now that so many octets were read; 0 when not at all. */
    synchronized long pauseNanos(int octets, long nowNanos) {
        if (octetsPerSecond == Long.MAX_VALUE) {
            return 0;
        }
        if (!begun || freeAtNanos - nowNanos < 0) {
            begun = true;
            freeAtNanos = nowNanos; // what was not used is not saved: no bursts after a rest
        }
        freeAtNanos += (long) (octets * 1e9 / octetsPerSecond);
        long pause = freeAtNanos - nowNanos;
        return pause < SHORTEST_NANOS ? 0 : pause;
    }
}
