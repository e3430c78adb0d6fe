package dev.buzon.bench.load;

import java.time.Duration;

/**
 * Durations, counted in classes whose width grows with the duration: a percentile is right to
 * within 1/32 of its value, from 1 ns to hours, in 16 KB.
 */
public final class Latencies {
    private static final int CLASS_BITS = 5;
    private static final int CLASSES = 1 << CLASS_BITS;

    private final long[] counts = new long[(Long.SIZE - CLASS_BITS) * CLASSES];
    private long total;

    /** No durations yet. */
    public Latencies() {}

    /** Counts one duration; a negative one counts as zero. */
    public void add(long nanos) {
        counts[classOf(Math.max(0, nanos))]++;
        total++;
    }

    /** Counts all that {@code other} has counted. */
    public void addAll(Latencies other) {
        for (int at = 0; at < counts.length; at++) {
            counts[at] += other.counts[at];
        }
        total += other.total;
    }

    /** How many durations were counted. */
    public long total() {
        return total;
    }

    /**
     * The duration that {@code share} (0 to 1) of the durations do not exceed; zero when there are
     * none.
     */
    public Duration percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long passed = 0;
        for (int at = 0; at < counts.length; at++) {
            passed += counts[at];
            if (passed >= wanted) {
                return Duration.ofNanos(upperEnd(at));
            }
        }
        return Duration.ZERO;
    }

    /** Values below 32 have a class each; above, every doubling is divided into 32 classes. */
    private static int classOf(long nanos) {
        int shift = Math.max(0, Long.SIZE - CLASS_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return shift == 0 && nanos < CLASSES
                ? (int) nanos
                : (shift + 1) * CLASSES + (int) (nanos >>> shift) - CLASSES;
    }

    private static long upperEnd(int at) {
        if (at < CLASSES) {
            return at;
        }
        int shift = at / CLASSES - 1;
        long low = (long) (at % CLASSES + CLASSES) << shift;
        return low + (1L << shift) - 1;
    }
}
