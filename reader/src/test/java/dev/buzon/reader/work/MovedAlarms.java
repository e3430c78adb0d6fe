package dev.buzon.reader.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A time that a test moves; what becomes due on the way is done in its order. */
final class MovedAlarms implements Alarms {
    private final List<Due> dues = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T03:00:00Z");

    private long count;

    private record Due(long id, Instant time, Runnable what) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Alarm at(Instant time, Runnable what) {
        Due due = new Due(count++, time, what);
        dues.add(due);
        return () -> cancel(due);
    }

    private synchronized void cancel(Due due) {
        dues.removeIf(one -> one.id() == due.id());
    }

    private synchronized Optional<Due> next(Instant until) {
        Optional<Due> next =
                dues.stream()
                        .filter(due -> !due.time().isAfter(until))
                        .min(Comparator.comparing(Due::time));
        next.ifPresent(due -> {
            dues.removeIf(one -> one.id() == due.id());
            now = due.time().isAfter(now) ? due.time() : now;
        });
        return next;
    }

    /** Lets so much time pass. */
    void move(Duration time) {
        Instant until = instant().plus(time);
        for (Optional<Due> due = next(until); due.isPresent(); due = next(until)) {
            due.get().what().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    Clock clock() {
        MovedAlarms all = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("Europe/Madrid");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return all.instant();
            }
        };
    }
}
