package dev.buzon.reader.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what changed, each in a thread of its own and at most some times a second: who
 * listens slowly hears of fewer states in between and delays nobody.
 */
public final class Bulletin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bulletin.class);

    /** Between two deliveries to the same listener. */
    private static final Duration GAP = Duration.ofMillis(200);

    /** More listeners are refused: pages that nobody closed. */
    static final int LISTENERS_MAX = 100;

    /** Ids of new messages that are named in one event. */
    private static final int NEWEST_MAX = 20;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Duration gap;

    /** With a few deliveries a second. */
    public Bulletin() {
        this(GAP);
    }

    /** With so much time between two deliveries to the same listener. */
    Bulletin(Duration gap) {
        this.gap = gap;
    }

    /** Somebody who listens, until it is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells this listener everything from now on.
     *
     * @throws IllegalStateException when there are too many
     */
    public Subscription subscribe(Consumer<WorkEvent> listener) {
        if (listeners.size() >= LISTENERS_MAX) {
            throw new IllegalStateException("more than " + LISTENERS_MAX + " listeners");
        }
        Listener one = new Listener(listener, gap);
        listeners.add(one);
        Thread.ofVirtual().name("bulletin").start(one::run);
        return () -> {
            listeners.remove(one);
            one.close();
        };
    }

    /** Has this told to everybody. */
    public void publish(WorkEvent event) {
        listeners.forEach(listener -> listener.put(event));
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        listeners.clear();
    }

    /** What an event is about: a later one about the same takes its place. */
    private static String about(WorkEvent event) {
        return switch (event) {
            case WorkEvent.AccountChanged(var state) -> "account " + state.address();
            case WorkEvent.MailCame(var account, _, _) -> "mail " + account;
            case WorkEvent.FoldersChanged(var account) -> "folders " + account;
            case WorkEvent.OutboxChanged() -> "outbox";
            case WorkEvent.JobChanged(var state) -> "job " + state.id();
        };
    }

    /** Both together, where both count. */
    private static WorkEvent merged(WorkEvent before, WorkEvent after) {
        if (before instanceof WorkEvent.MailCame one && after instanceof WorkEvent.MailCame two) {
            List<Long> newest = new ArrayList<>(two.newest());
            newest.addAll(one.newest());
            return new WorkEvent.MailCame(
                    one.account(),
                    one.messages() + two.messages(),
                    newest.subList(0, Math.min(NEWEST_MAX, newest.size())));
        }
        return after;
    }

    /** What one listener has not heard yet. */
    private static final class Listener {
        private final Consumer<WorkEvent> taker;
        private final Duration gap;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Map<String, WorkEvent> waiting = new LinkedHashMap<>();
        private boolean closed;

        Listener(Consumer<WorkEvent> taker, Duration gap) {
            this.taker = taker;
            this.gap = gap;
        }

        void put(WorkEvent event) {
            lock.lock();
            try {
                waiting.merge(about(event), event, Bulletin::merged);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        void run() {
            try {
                for (List<WorkEvent> some = take(); !some.isEmpty(); some = take()) {
                    some.forEach(this::tell);
                    rest();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void tell(WorkEvent event) {
            try {
                taker.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed", e);
            }
        }

        private List<WorkEvent> take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (waiting.isEmpty() && !closed) {
                    changed.await();
                }
                List<WorkEvent> some = closed ? List.of() : List.copyOf(waiting.values());
                waiting.clear();
                return some;
            } finally {
                lock.unlock();
            }
        }

        /** Lets events gather; ends at once when it is closed. */
        private void rest() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = gap.toNanos();
                while (!closed && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
