package dev.buzon.client.oauth;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time passes between two questions; tests let it pass by hand. */
@FunctionalInterface
interface Pause {
    Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    void wait(Duration time) throws InterruptedException;
}
