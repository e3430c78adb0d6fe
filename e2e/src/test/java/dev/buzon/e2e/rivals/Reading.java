package dev.buzon.e2e.rivals;

import java.time.Duration;

/**
 * What one run of a program cost.
 *
 * @param begunNanos when it was started, by the clock of {@link System#nanoTime} on Linux
 * @param wall from the start of the process to its end
 * @param cpu processor time of it and of the processes it waited for
 * @param peakKib the most memory that one of its processes had
 * @param exit its exit status, or 128 and the number of the signal
 * @param stopped whether it had to be killed because its time was over
 * @param output what it printed, both ways
 */
record Reading(
        long begunNanos,
        Duration wall,
        Duration cpu,
        long peakKib,
        int exit,
        boolean stopped,
        String output) {
    private static final int TOLD_CHARACTERS = 2000;

    /** The end of what it printed, for people who look for what went wrong. */
    String told() {
        return "exit status %d%s after %s: %s"
                .formatted(
                        exit,
                        stopped ? ", killed," : "",
                        wall,
                        output.substring(Math.max(0, output.length() - TOLD_CHARACTERS)));
    }

    double seconds() {
        return wall.toNanos() / 1e9;
    }

    double cpuSeconds() {
        return cpu.toNanos() / 1e9;
    }

    double peakMegabytes() {
        return peakKib / 1024.0;
    }
}
