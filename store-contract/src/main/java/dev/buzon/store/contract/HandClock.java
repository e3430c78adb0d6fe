package dev.buzon.store.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved by hand, forward or back. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    /** A clock that shows this time. */
    public HandClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves it, back when the duration is negative. */
    public void move(Duration by) {
        now = now.plus(by);
    }
}
