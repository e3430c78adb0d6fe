package dev.buzon.server.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who looks at the clock: once a second it asks everything that is watched whether its time
 * has come. A look costs some nanoseconds, so ten thousand connections need no timer wheel, and no
 * connection pays for setting and clearing timers.
 */
public final class Deadlines implements AutoCloseable {
    /** Something with a time limit. */
    @FunctionalInterface
    public interface Watched {
        /** Acts if its time has come; must not block. */
        void check(long nowNanos);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Ticker ticker;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Deadlines(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Deadlines that are looked at only when somebody calls {@link #sweep}: for tests. */
    public static Deadlines unattended(Ticker ticker) {
        return new Deadlines(ticker);
    }

    /** Deadlines looked at by a thread of their own, this often. */
    public static Deadlines every(Duration period, Ticker ticker) {
        var deadlines = new Deadlines(ticker);
        Thread.ofPlatform().name("deadlines").daemon().start(() -> deadlines.run(period));
        return deadlines;
    }

    /** The clock they are measured on. */
    public Ticker ticker() {
        return ticker;
    }

    /** Watches this until it is forgotten. */
    public void watch(Watched one) {
        watched.add(one);
    }

    /** Watches this no more. */
    public void forget(Watched one) {
        watched.remove(one);
    }

    /** Looks at everything once. */
    public void sweep() {
        long now = ticker.nanos();
        for (Watched one : watched) {
            try {
                one.check(now);
            } catch (RuntimeException e) {
                LOG.error("a time limit could not be enforced", e);
            }
        }
    }

    /** Stops looking. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void run(Duration period) {
        try {
            while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
