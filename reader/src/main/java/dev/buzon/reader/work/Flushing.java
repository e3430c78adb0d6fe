package dev.buzon.reader.work;

import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.own.OwnFailureException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the messages of one account that wait: one run at a time, the next one at its time. */
final class Flushing {
    private static final Logger LOG = LoggerFactory.getLogger(Flushing.class);

    /** After a server could not be reached; twice as long each time in a row. */
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** However often it failed, it is tried again within this time. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DOUBLINGS_MAX = 10;

    private final String account;
    private final Sending.Means means;
    private final Departure departure;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Predicate<OutboxEntry> asked;
    private @Nullable Thread thread;
    private Alarms.@Nullable Alarm alarm;
    private Optional<Instant> next = Optional.empty();
    private Sentence trouble = Sentence.NONE;
    private int failures;
    private boolean ended;

    Flushing(String account, Sending.Means means, Departure departure) {
        this.account = account;
        this.means = means;
        this.departure = departure;
    }

    /** When messages are tried again by themselves. */
    Optional<Instant> next() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing can be sent, if that is so and no server has to do with it. */
    Sentence trouble() {
        lock.lock();
        try {
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    /** Whether messages are being sent at this moment. */
    boolean isSending() {
        lock.lock();
        try {
            return thread != null;
        } finally {
            lock.unlock();
        }
    }

    /** Tries those of which this is true, now or after the run that is under way. */
    void ask(Predicate<OutboxEntry> which) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            asked = asked == null ? which : asked.or(which);
            if (thread == null) {
                thread = Thread.ofVirtual().name("flush " + account).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Optional<Predicate<OutboxEntry>> which = take(); which.isPresent(); which = take()) {
            changed();
            boolean reached = flush(which.get());
            departure.settle();
            plan(reached);
            changed();
        }
    }

    private void changed() {
        means.bulletin().publish(new WorkEvent.OutboxChanged());
    }

    private Optional<Predicate<OutboxEntry>> take() {
        lock.lock();
        try {
            Optional<Predicate<OutboxEntry>> which =
                    ended ? Optional.empty() : Optional.ofNullable(asked);
            asked = null;
            if (which.isEmpty()) {
                thread = null;
            }
            return which;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the server was there, if it was needed. */
    private boolean flush(Predicate<OutboxEntry> which) {
        try {
            FlushReport report = means.postman().flush(account, which);
            trouble(Sentence.NONE);
            report.problem().ifPresent(e -> LOG.info("{} cannot send: {}", account, e.toString()));
            return report.problem().isEmpty();
        } catch (OwnFailureException e) {
            LOG.warn("{} cannot send", account, e);
            trouble(means.words().apply(e));
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException e) { // nothing may keep later messages from being tried
            LOG.error("{} cannot send", account, e);
            trouble(means.words().apply(e));
            return false;
        }
    }

    private void trouble(Sentence why) {
        lock.lock();
        try {
            trouble = why;
        } finally {
            lock.unlock();
        }
    }

    private void plan(boolean reached) {
        Optional<Instant> wanted = earliest();
        lock.lock();
        try {
            Instant now = means.alarms().instant();
            // What is still due was not even tried, or the line broke: that is no answer either.
            boolean well = reached && wanted.map(time -> time.isAfter(now)).orElse(true);
            failures = well ? 0 : failures + 1;
            Instant notBefore = well ? now : now.plus(pause());
            next = wanted.map(time -> time.isAfter(notBefore) ? time : notBefore);
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
            if (!ended && next.isPresent()) {
                alarm = means.alarms().at(next.get(), this::due);
            }
        } finally {
            lock.unlock();
        }
    }

    private Duration pause() {
        Duration pause =
                FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS_MAX, Math.max(0, failures - 1)));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void due() {
        Instant now = means.alarms().instant();
        ask(entry -> entry.isDue(now));
    }

    private Optional<Instant> earliest() {
        try {
            return means.outbox().list().entries().stream()
                    .filter(entry -> entry.account().equals(account) && entry.waits())
                    .map(OutboxEntry::next)
                    .min(Comparator.naturalOrder());
        } catch (IOException e) {
            LOG.warn("the outbox cannot be read", e);
            return Optional.empty();
        }
    }

    /** No more runs; the one under way gets some time. */
    void end() throws InterruptedException {
        Thread running;
        lock.lock();
        try {
            ended = true;
            asked = null;
            if (alarm != null) {
                alarm.cancel();
            }
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null && !running.join(PATIENCE)) {
            LOG.warn("{} is still sending", account);
        }
    }
}
