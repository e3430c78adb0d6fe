package dev.buzon.server;

import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.MailStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a post office takes from outside, so that tests can take its place: time, and the store.
 *
 * @param clock tells the time
 * @param deadlines looks after time limits, on its own clock
 * @param store used instead of the engine that the configuration names
 */
public record Surroundings(InstantSource clock, Deadlines deadlines, Optional<MailStore> store) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** The machine's clocks, and the configured store. */
    public static Surroundings real() {
        return new Surroundings(
                InstantSource.system(), Deadlines.every(LOOK, Ticker.system()), Optional.empty());
    }
}
