package dev.buzon.client.discovery;

import dev.buzon.client.discovery.offer.Offer.Endpoint;
import dev.buzon.client.discovery.reach.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where all that is found out is written down, by many threads, and where the one that decides
 * waits. Once it is closed, nothing more is written and nobody is told anything.
 */
final class Board {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Consumer<? super Event> listener;
    private final List<Found> founds = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Endpoint, Reach> reaches = new HashMap<>();
    private final Set<Source> running = EnumSet.noneOf(Source.class);
    private boolean closed;

    Board(Consumer<? super Event> listener) {
        this.listener = listener;
    }

    /** All that is known at one moment. */
    record Snapshot(
            List<Found> founds,
            List<Finding> findings,
            Map<Endpoint, Reach> reaches,
            Set<Source> running) {
        /** Whether this source, and every better one, has said all it will say. */
        boolean isSettledUpTo(Source source) {
            return running.stream().noneMatch(one -> one.compareTo(source) <= 0);
        }
    }

    void begin(Source source) {
        write(() -> running.add(source));
    }

    void end(Source source) {
        write(() -> {
            running.remove(source);
            listener.accept(new Event.Ended(source));
        });
    }

    void add(Found found) {
        write(() -> founds.add(found));
    }

    void add(Finding finding) {
        write(() -> {
            findings.add(finding);
            listener.accept(Event.of(finding));
        });
    }

    void reached(Endpoint endpoint, Reach reach) {
        write(() -> {
            reaches.put(endpoint, reach);
            listener.accept(new Event.Looked(endpoint, reach));
        });
    }

    void tell(Event event) {
        write(() -> listener.accept(event));
    }

    /** Waits until what is seen is enough, but no longer than this; whether it is. */
    boolean await(Duration patience, Predicate<Snapshot> enough) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!enough.test(seen())) {
                if (left <= 0) {
                    return false;
                }
                left = news.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is known now; nothing is written from now on. */
    Snapshot close() {
        lock.lock();
        try {
            closed = true;
            return seen();
        } finally {
            lock.unlock();
        }
    }

    private Snapshot seen() {
        List<Found> ordered = new ArrayList<>(founds);
        ordered.sort(Comparator.comparing(Found::source).thenComparingInt(Found::rank));
        return new Snapshot(
                ordered,
                List.copyOf(findings),
                Map.copyOf(reaches),
                running.isEmpty() ? Set.of() : EnumSet.copyOf(running));
    }

    private void write(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
