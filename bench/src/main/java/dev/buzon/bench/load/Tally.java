package dev.buzon.bench.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one worker has counted. Units are counted only while the load is being measured; errors
 * always.
 */
final class Tally {
    private static final int KINDS_OF_ERRORS_MAX = 20;

    private final Clock clock;
    private final Latencies latencies = new Latencies();
    private final Map<String, Integer> errors = new TreeMap<>();
    private long sessions;
    private long messages;
    private long octets;
    private long resumed;

    /** Says in which phase the load is. */
    interface Clock {
        boolean measuring();

        void failed();
    }

    Tally(Clock clock) {
        this.clock = clock;
    }

    /** A session went well. */
    void session(boolean tlsResumed) {
        if (clock.measuring()) {
            sessions++;
            resumed += tlsResumed ? 1 : 0;
        }
    }

    /** A message went well. */
    void message(int messageOctets) {
        if (clock.measuring()) {
            messages++;
            octets += messageOctets;
        }
    }

    /** A unit that began at {@code startedNanos} has ended. */
    void took(long startedNanos) {
        if (clock.measuring()) {
            latencies.add(System.nanoTime() - startedNanos);
        }
    }

    /** Something went wrong. */
    void error(String what) {
        String kind =
                errors.size() < KINDS_OF_ERRORS_MAX || errors.containsKey(what)
                        ? what
                        : "other errors";
        errors.merge(kind, 1, Integer::sum);
        clock.failed();
    }

    void addAll(Tally other) {
        latencies.addAll(other.latencies);
        other.errors.forEach((what, count) -> errors.merge(what, count, Integer::sum));
        sessions += other.sessions;
        messages += other.messages;
        octets += other.octets;
        resumed += other.resumed;
    }

    Latencies latencies() {
        return latencies;
    }

    Map<String, Integer> errors() {
        return errors;
    }

    long sessions() {
        return sessions;
    }

    long messages() {
        return messages;
    }

    long octets() {
        return octets;
    }

    long resumed() {
        return resumed;
    }
}
