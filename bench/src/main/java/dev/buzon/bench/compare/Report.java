package dev.buzon.bench.compare;

import dev.buzon.bench.load.IdleLoad;
import dev.buzon.bench.load.Outcome;
import dev.buzon.bench.load.Work;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The table: for each load, a row for each server. CPU is the median over the rounds, with the
 * lowest and the highest; the ratio is a server's CPU for one unit divided by that of the first
 * server.
 */
public final class Report {
    private final Settings settings;
    private final Results results;
    private final List<Target> targets;
    private final List<String> machine;

    /** Reports {@code results}; {@code machine} says where they were measured. */
    public Report(Settings settings, Results results, List<Target> targets, List<String> machine) {
        this.settings = settings;
        this.results = results;
        this.targets = List.copyOf(targets);
        this.machine = List.copyOf(machine);
    }

    /** For a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        notes().forEach(note -> text.append(note).append('\n'));
        text.append('\n').append(loads().text()).append('\n');
        if (hasIdle()) {
            text.append(idle().text()).append('\n');
        }
        results.wrong().forEach(wrong -> text.append("WRONG: ").append(wrong).append('\n'));
        return text.toString();
    }

    /** For docs/performance.md. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        notes().forEach(note -> text.append("- ").append(note).append('\n'));
        text.append('\n').append(loads().markdown());
        if (hasIdle()) {
            text.append('\n').append(idle().markdown());
        }
        results.wrong().forEach(wrong -> text.append("\n**WRONG**: ").append(wrong).append('\n'));
        return text.toString();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(machine);
        for (Target target : targets) {
            notes.add(target.name() + ": " + String.join("; ", target.settings()));
        }
        notes.add(
                String.format(
                        Locale.ROOT,
                        "%d rounds of %d s after %d s of warm-up (later rounds %d s), %d connections; maildrops of %d messages of %d octets, large: %d of 500, big: one of %d octets",
                        settings.rounds(),
                        settings.measured().toSeconds(),
                        settings.warmUp().toSeconds(),
                        Settings.AGAIN.toSeconds(),
                        settings.connections(),
                        settings.messages(),
                        settings.octets(),
                        settings.large(),
                        settings.bigOctets()));
        return notes;
    }

    private Table loads() {
        Table table =
                new Table(
                        "work",
                        "server",
                        "units/s",
                        "MB/s",
                        "p50",
                        "p99",
                        "CPU/unit",
                        "lowest to highest",
                        "generator",
                        "ratio",
                        "goal");
        for (Scenario scenario : settings.scenarios()) {
            double first = 0;
            for (Target target : targets) {
                List<Outcome> outcomes = results.outcomes(scenario, target.name());
                if (!outcomes.isEmpty()) {
                    first = first == 0 ? cpu(outcomes) : first;
                    table.row(cells(scenario, target, outcomes, first));
                }
            }
        }
        return table;
    }

    private static double cpu(List<Outcome> outcomes) {
        return median(outcomes, Outcome::serverMicrosPerUnit);
    }

    private static String[] cells(
            Scenario scenario, Target target, List<Outcome> outcomes, double firstCpu) {
        DoubleSummaryStatistics cpu =
                outcomes.stream().mapToDouble(Outcome::serverMicrosPerUnit).summaryStatistics();
        return new String[] {
            work(scenario, outcomes),
            target.name(),
            String.format(Locale.ROOT, "%,.0f", median(outcomes, Outcome::unitsPerSecond)),
            String.format(Locale.ROOT, "%.1f", median(outcomes, Outcome::megabytesPerSecond)),
            percentile(outcomes, 0.50),
            percentile(outcomes, 0.99),
            micros(cpu(outcomes)),
            micros(cpu.getMin()) + " to " + micros(cpu.getMax()),
            micros(median(outcomes, Outcome::generatorMicrosPerUnit)),
            firstCpu == 0 ? "" : String.format(Locale.ROOT, "%.2f", cpu(outcomes) / firstCpu),
            scenario.goal()
        };
    }

    /** The work's name; with TLS resumption, how much of it there was. */
    private static String work(Scenario scenario, List<Outcome> outcomes) {
        if (scenario.protection() != Protection.TLS_RESUMED) {
            return scenario.word();
        }
        double share =
                median(outcomes, each -> 100.0 * each.resumed() / Math.max(1, each.sessions()));
        return String.format(Locale.ROOT, "%s (%.0f %% did)", scenario.word(), share);
    }

    private boolean hasIdle() {
        return settings.scenarios().stream().anyMatch(scenario -> scenario.work() == Work.IDLE);
    }

    private Table idle() {
        Table table =
                new Table(
                        "work",
                        "server",
                        "connections",
                        "KB each",
                        "KB each further",
                        "MB before",
                        "MB with all",
                        "goal");
        for (Scenario scenario : settings.scenarios()) {
            for (Target target : targets) {
                List<IdleLoad.Result> found = results.idle(scenario, target.name());
                if (!found.isEmpty()) {
                    IdleLoad.Result last = found.getLast();
                    table.row(
                            scenario.word(),
                            target.name(),
                            Integer.toString(last.plan().connections()),
                            String.format(Locale.ROOT, "%.1f", last.octetsPerConnection() / 1024),
                            String.format(
                                    Locale.ROOT, "%.1f", last.octetsPerFurtherConnection() / 1024),
                            String.format(Locale.ROOT, "%.1f", last.before().octets() / 1e6),
                            String.format(Locale.ROOT, "%.1f", last.all().octets() / 1e6),
                            scenario.goal());
                }
            }
        }
        return table;
    }

    private static String percentile(List<Outcome> outcomes, double share) {
        double nanos = median(outcomes, outcome -> outcome.latencies().percentile(share).toNanos());
        return Figures.brief(Duration.ofNanos((long) nanos));
    }

    private static String micros(double micros) {
        return micros < 10_000
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }

    /** The middle value; of two middle ones their mean. */
    static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        double[] sorted = outcomes.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
