package dev.buzon.server.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that only measures how much time went by: never set, never stepping back. Its zero means
 * nothing; only differences do.
 */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary moment. */
    long nanos();

    /** The machine's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }

    /** A clock that stands still until somebody advances it: for tests. */
    static ByHand byHand() {
        return new ByHand();
    }

    /** A clock moved by hand. */
    final class ByHand implements Ticker {
        private final AtomicLong now = new AtomicLong();

        private ByHand() {}

        /** Lets this much time go by at once. */
        public void advance(Duration step) {
            now.addAndGet(step.toNanos());
        }

        @Override
        public long nanos() {
            return now.get();
        }
    }
}
