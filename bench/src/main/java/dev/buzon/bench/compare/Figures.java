package dev.buzon.bench.compare;

import dev.buzon.bench.load.IdleLoad;
import dev.buzon.bench.load.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Outcomes in words and numbers. */
public final class Figures {
    private Figures() {}

    /** One outcome on a few lines. */
    public static String text(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        String unit = outcome.plan().work().unit();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s over %d connections, %.2f s: %d sessions (%.0f/s), %d messages (%.0f/s), %.1f MB/s%n",
                        outcome.plan().work().name().toLowerCase(Locale.ROOT),
                        outcome.plan().connections(),
                        outcome.elapsed().toNanos() / 1e9,
                        outcome.sessions(),
                        outcome.sessionsPerSecond(),
                        outcome.messages(),
                        outcome.messagesPerSecond(),
                        outcome.megabytesPerSecond()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "latency per %s: p50 %s, p99 %s%n",
                        unit,
                        brief(outcome.latencies().percentile(0.50)),
                        brief(outcome.latencies().percentile(0.99))));
        text.append(
                String.format(
                        Locale.ROOT,
                        "CPU per %s: server %.1f µs, generator %.1f µs; server memory %.1f MB (%s, %d processes)",
                        unit,
                        outcome.serverMicrosPerUnit(),
                        outcome.generatorMicrosPerUnit(),
                        outcome.memory().octets() / 1e6,
                        outcome.memory().proportional() ? "PSS" : "RSS",
                        outcome.memory().processes()));
        if (!outcome.tlsVersion().isEmpty()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%n%s, %d sessions resumed",
                            outcome.tlsVersion(),
                            outcome.resumed()));
        }
        return text.append(faults(outcome)).toString();
    }

    private static String faults(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> error : outcome.errors().entrySet()) {
            text.append(
                    String.format(
                            Locale.ROOT, "%nWRONG: %d times %s", error.getValue(), error.getKey()));
        }
        if (outcome.units() == 0) {
            text.append(
                    String.format(
                            Locale.ROOT, "%nWRONG: not one %s", outcome.plan().work().unit()));
        }
        return text.toString();
    }

    /** What idle connections cost, on one line. */
    public static String text(IdleLoad.Result result) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%d idle connections: %.1f KB each, %.1f KB for each of the second half; %.1f MB before, %.1f MB with all (%s, %d processes)",
                        result.plan().connections(),
                        result.octetsPerConnection() / 1024,
                        result.octetsPerFurtherConnection() / 1024,
                        result.before().octets() / 1e6,
                        result.all().octets() / 1e6,
                        result.all().proportional() ? "PSS" : "RSS",
                        result.all().processes());
        if (result.errors().isEmpty()) {
            return text;
        }
        return text
                + String.format(
                        Locale.ROOT,
                        "%nWRONG: %d errors, the first: %s",
                        result.errors().size(),
                        result.errors().getFirst());
    }

    /** A duration in the unit that suits it. */
    static String brief(Duration duration) {
        double micros = duration.toNanos() / 1e3;
        return micros < 1000
                ? String.format(Locale.ROOT, "%.0f µs", micros)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }
}
