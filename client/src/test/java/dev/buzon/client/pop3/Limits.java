package dev.buzon.client.pop3;

import dev.buzon.client.net.TimeLimits;
import java.time.Duration;

/** Time limits for tests that wait for one to be over. */
final class Limits {
    private Limits() {}

    /** Waits 300 ms for an answer. */
    static Pop3 hurried(Pop3 pop) {
        return pop.limits(
                TimeLimits.USUAL.connect(Duration.ofSeconds(5)).read(Duration.ofMillis(300)));
    }
}
