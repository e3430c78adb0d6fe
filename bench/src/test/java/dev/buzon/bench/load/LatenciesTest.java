package dev.buzon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void nothingCountedIsZero() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }

    @Test
    void smallValuesAreExact() {
        Latencies latencies = new Latencies();
        for (int nanos = 1; nanos <= 31; nanos++) {
            latencies.add(nanos);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(Duration.ofNanos(16));
        assertThat(latencies.percentile(1)).isEqualTo(Duration.ofNanos(31));
        assertThat(latencies.percentile(0)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void theExtremesHaveAClass() {
        Latencies latencies = new Latencies();
        latencies.add(Long.MAX_VALUE);
        latencies.add(-5);
        assertThat(latencies.percentile(0.5)).isZero();
        assertThat(latencies.percentile(1).toNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void percentilesAreRightToAThirtySecond() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        long[] values =
                random.longs(20_000, 1, 3_000_000_000L)
                        .map(value -> value >> random.nextInt(20))
                        .toArray();
        Latencies latencies = new Latencies();
        Latencies other = new Latencies();
        for (int at = 0; at < values.length; at++) {
            (at % 2 == 0 ? latencies : other).add(values[at]);
        }
        latencies.addAll(other);
        Arrays.sort(values);
        for (double share : new double[] {0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(latencies.percentile(share).toNanos())
                    .as("seed %d, share %s", seed, share)
                    .isBetween(exact, exact + exact / 32 + 1);
        }
        assertThat(latencies.total()).isEqualTo(values.length);
    }
}
