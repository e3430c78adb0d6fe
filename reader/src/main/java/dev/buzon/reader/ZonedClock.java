package dev.buzon.reader;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** A time that somebody has in their hand, in a zone. */
final class ZonedClock extends Clock {
    private final InstantSource time;
    private final ZoneId zone;

    ZonedClock(InstantSource time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ZonedClock(time, other);
    }

    @Override
    public Instant instant() {
        return time.instant();
    }
}
