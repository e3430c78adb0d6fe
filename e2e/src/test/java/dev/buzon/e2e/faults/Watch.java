package dev.buzon.e2e.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only a test moves. */
final class Watch implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** So much later. */
    void later(Duration time) {
        now = now.plus(time);
    }

    /** Not before this. */
    void notBefore(Instant then) {
        if (then.isAfter(now)) {
            now = then;
        }
    }
}
