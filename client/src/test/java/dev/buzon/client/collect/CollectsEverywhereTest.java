package dev.buzon.client.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client collects from every server of the catalogue and comes to what is expected of it. Most
 * of the time is spent in waiting for servers that hang, so several are visited side by side.
 */
class CollectsEverywhereTest {
    private static final int SIDE_BY_SIDE = 12;

    /** For all runs with one server: no client waits for ever. */
    private static final int SECONDS = 240;

    private static final Map<String, Future<Collected>> RESULTS = new ConcurrentHashMap<>();
    private static final ExecutorService COLLECTORS = Executors.newFixedThreadPool(SIDE_BY_SIDE);

    @BeforeAll
    static void begin(@TempDir Path folder) {
        for (QuirkyServer quirky : QuirkyServers.all()) {
            RESULTS.put(
                    quirky.name(),
                    COLLECTORS.submit(() -> Collected.from(quirky, folder.resolve(quirky.name()))));
        }
    }

    @AfterAll
    static void end() {
        COLLECTORS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("dev.buzon.testing.pop3.QuirkyServers#all")
    @Timeout(SECONDS + 10)
    void comesToWhatIsExpected(QuirkyServer quirky)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<Collected> result = Optional.ofNullable(RESULTS.get(quirky.name())).orElseThrow();
        Collected collected = result.get(SECONDS, TimeUnit.SECONDS);
        assertThat(collected.complaints()).as(collected.story()).isEmpty();
        assertThat(collected.text())
                .as("what people are told can be printed")
                .matches("[^\\p{Cc}\\p{Cf}]*");
    }
}
