package dev.buzon.bench.load;

import dev.buzon.bench.proc.Memory;
import java.time.Duration;
import java.util.Map;

/**
 * What a load gave.
 *
 * @param plan the load
 * @param elapsed how long things were counted
 * @param sessions sessions ended well
 * @param messages messages received or acknowledged
 * @param octets their octets, as served or sent, not stuffed
 * @param latencies of the units: a session, or a message from request to last octet or to its
 *     acknowledgement
 * @param resumed sessions whose TLS session was resumed
 * @param tlsVersion TLS version and cipher suite of some connection, or nothing
 * @param errors what went wrong, at any time, and how often
 * @param serverCpu the server's processor time in {@code elapsed}; zero when its processes are not
 *     known
 * @param generatorCpu the generator's own
 * @param memory the server's memory at the end
 * @param ledger who was acknowledged, or drained, which message
 */
public record Outcome(
        Plan plan,
        Duration elapsed,
        long sessions,
        long messages,
        long octets,
        Latencies latencies,
        long resumed,
        String tlsVersion,
        Map<String, Integer> errors,
        Duration serverCpu,
        Duration generatorCpu,
        Memory memory,
        Ledger ledger) {

    /** Sessions or messages, whichever the work counts. */
    public long units() {
        return plan.work().countsSessions() ? sessions : messages;
    }

    /** Units in a second. */
    public double unitsPerSecond() {
        return perSecond(units());
    }

    /** Sessions in a second. */
    public double sessionsPerSecond() {
        return perSecond(sessions);
    }

    /** Messages in a second. */
    public double messagesPerSecond() {
        return perSecond(messages);
    }

    /** Megabytes (10^6) in a second. */
    public double megabytesPerSecond() {
        return perSecond(octets) / 1e6;
    }

    /** The server's processor time for one unit, in microseconds. */
    public double serverMicrosPerUnit() {
        return micros(serverCpu);
    }

    /** The generator's processor time for one unit, in microseconds. */
    public double generatorMicrosPerUnit() {
        return micros(generatorCpu);
    }

    /** Whether nothing went wrong and something was done. */
    public boolean good() {
        return errors.isEmpty() && units() > 0;
    }

    private double perSecond(long count) {
        return elapsed.isZero() ? 0 : count * 1e9 / elapsed.toNanos();
    }

    private double micros(Duration cpu) {
        return units() == 0 ? 0 : cpu.toNanos() / 1e3 / units();
    }
}
