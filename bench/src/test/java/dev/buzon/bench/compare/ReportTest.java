package dev.buzon.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.bench.load.Latencies;
import dev.buzon.bench.load.Ledger;
import dev.buzon.bench.load.Outcome;
import dev.buzon.bench.load.Plan;
import dev.buzon.bench.load.Users;
import dev.buzon.bench.load.Work;
import dev.buzon.bench.proc.Memory;
import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Endpoint;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final List<Target> TWO = List.of(new Named("a"), new Named("b"));

    @Test
    void theRatioIsToTheFirstServerAndTheFigureTheMedian() {
        Results results = new Results();
        for (int millis : new int[] {100, 900, 200}) {
            results.add("a", Scenario.CHECK, outcome(Duration.ofMillis(millis), Map.of()));
        }
        results.add("b", Scenario.CHECK, outcome(Duration.ofMillis(500), Map.of()));
        String markdown =
                new Report(SettingsTest.settings(3), results, TWO, List.of("here")).markdown();
        assertThat(markdown)
                .contains(
                        "| check | a | 500 | 0.0 | 1 µs | 1 µs | 200.0 µs | 100.0 µs to 900.0 µs | 50.0 µs | 1.00 | ≤ 150 µs |")
                .contains(
                        "| check | b | 500 | 0.0 | 1 µs | 1 µs | 500.0 µs | 500.0 µs to 500.0 µs | 50.0 µs | 2.50 | ≤ 150 µs |")
                .doesNotContain("WRONG");
    }

    @Test
    void errorsAreInTheReport() {
        Results results = new Results();
        results.add(
                "a",
                Scenario.CHECK,
                outcome(Duration.ofMillis(100), Map.of("PASS was answered: -ERR", 3)));
        assertThat(results.wrong()).hasSize(1);
        assertThat(new Report(SettingsTest.settings(1), results, TWO, List.of()).text())
                .contains("WRONG: a, check: {PASS was answered: -ERR=3}");
    }

    @Test
    void theHashIsWhatDovecotReads() {
        Site site =
                new Site(
                        Path.of("."), new Users("u%d", 1, 1), "secret", Path.of("c"), Path.of("k"));
        // printf 'secretsalt' | openssl dgst -sha256 -binary, then 'salt', then base64
        assertThat(site.passwordHash())
                .isEqualTo("{SSHA256}+E+iFJ27Yu1ODPH1UNKUmzOmUT06dwfghQJRHHnMsO5zYWx0");
    }

    private static Outcome outcome(Duration serverCpu, Map<String, Integer> errors) {
        Plan plan =
                new Plan(
                        Work.CHECK,
                        new Endpoint("x", 1, Protection.PLAIN),
                        new Users("u%d", 1, 1),
                        "p",
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(2),
                        Plan.Expect.ANY,
                        1,
                        Plan.Delivery.USUAL);
        Latencies latencies = new Latencies();
        latencies.add(1000);
        return new Outcome(
                plan,
                Duration.ofSeconds(2),
                1000,
                0,
                0,
                latencies,
                0,
                "",
                errors,
                serverCpu,
                Duration.ofMillis(50),
                new Memory(1, true, 1),
                new Ledger());
    }

    /** A server that is only a name. */
    private record Named(String name) implements Target {
        @Override
        public List<String> settings() {
            return List.of("v1");
        }

        @Override
        public Endpoint pop3(Protection protection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Endpoint lmtp() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Endpoint seedLmtp() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProcessTree processes() {
            return new ProcessTree(List.of());
        }

        @Override
        public void restart() {}

        @Override
        public void beforeMemory() {}

        @Override
        public void close() {}
    }
}
