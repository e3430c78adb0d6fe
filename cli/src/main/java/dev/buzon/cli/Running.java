package dev.buzon.cli;

import dev.buzon.server.PostOffice;
import java.util.concurrent.CountDownLatch;

/**
 * A post office that serves until this process is told to end (SIGTERM, SIGINT, SIGHUP), which is a
 * clean end with exit code 0.
 */
final class Running {
    private Running() {}

    /**
     * Waits for the end, closes the post office, and ends the process. Never returns.
     *
     * @param afterwards what is to be done when everything is closed
     */
    static void untilTold(PostOffice office, Runnable afterwards) {
        untilTold(() -> {
            office.close();
            afterwards.run();
        });
    }

    /**
     * Waits for the end and ends the process. Never returns.
     *
     * @param atTheEnd closes everything
     */
    static void untilTold(Runnable atTheEnd) {
        var forEver = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    atTheEnd.run();
                                    // Java would report the signal as the exit code.
                                    Runtime.getRuntime().halt(0);
                                }));
        try {
            forEver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
