package dev.buzon.client.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One clock for all connections that ends what takes too long and cannot end itself. */
final class Alarm {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Alarm() {}

    /** Does this once the time is over, unless it is cancelled before. It must not block. */
    static Future<?> after(Duration time, Runnable action) {
        return CLOCK.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("buzon-client-alarm").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
