package dev.buzon.reader.work;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.outbox.FlushReport;
import dev.buzon.client.outbox.Outbox;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.write.Desk;
import dev.buzon.reader.write.Draft;
import dev.buzon.reader.write.DraftCheck;
import dev.buzon.reader.write.DraftRefusedException;
import dev.buzon.reader.write.Drafts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was written. A draft that is sent is held for some seconds, in which it is still a
 * draft and nothing else; then it goes into the outbox, from where it leaves at once, or as soon as
 * there is a line. Whatever stops in between, a message is in the drafts or on its way, it is not
 * sent twice, and its copy is among what was sent once.
 */
public final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Means means;
    private final Departure departure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Failed> failed = new LinkedHashMap<>();
    private final Map<String, Flushing> accounts = new LinkedHashMap<>();
    private boolean ended;

    /** A draft that can be called back. */
    private record Hold(Draft draft, Instant since, Instant at, Alarms.Alarm alarm) {}

    /** A draft that could not be put into the outbox, and is still a draft. */
    private record Failed(Draft draft, Instant since, Sentence why) {}

    /** Tries messages of an account, as {@link dev.buzon.client.own.Postbox#flush} does. */
    @FunctionalInterface
    public interface Postman {
        /** Tries those of the account's messages of which this is true. */
        FlushReport flush(String account, Predicate<OutboxEntry> which)
                throws OwnFailureException, InterruptedException;
    }

    /**
     * What sending needs.
     *
     * @param outbox where messages wait
     * @param folder for what the reader remembers of messages on their way
     * @param clock the same time as the alarms', in the person's zone
     * @param foldersChanged is told accounts whose folders hold something else now
     * @param words what is said of a failure
     */
    public record Means(
            Drafts drafts,
            Desk desk,
            Outbox outbox,
            Postman postman,
            Path folder,
            Disk disk,
            Alarms alarms,
            Clock clock,
            Bulletin bulletin,
            Consumer<String> foldersChanged,
            Function<Exception, Sentence> words) {}

    /** Sending by these means; nothing happens before {@link #start}. */
    public Sending(Means means) {
        this.means = means;
        this.departure = new Departure(means);
    }

    /** Finishes what was under way when the reader ended, and sends what waits. */
    public void start() throws IOException {
        departure.recover();
        departure.settle();
        flush();
    }

    /**
     * Sends a draft, after so long in which it can be called back.
     *
     * @return when it goes
     * @throws DraftRefusedException when it cannot be sent as it is, or is not there
     */
    public Instant send(String draft, Duration hold) throws IOException {
        Draft written =
                means.drafts()
                        .open(draft)
                        .orElseThrow(() ->
                                new DraftRefusedException(
                                        DraftRefusedException.Why.MISSING, "id", draft));
        DraftCheck.sendable(written);
        Instant now = means.alarms().instant();
        Instant at = now.plus(hold.isNegative() ? Duration.ZERO : hold);
        lock.lock();
        try {
            failed.remove(draft);
            if (!holds.containsKey(draft) && !ended) {
                Alarms.Alarm alarm = means.alarms().at(at, () -> depart(draft));
                holds.put(draft, new Hold(written, now, at, alarm));
            }
        } finally {
            lock.unlock();
        }
        changed();
        return at;
    }

    /**
     * Calls a draft back that is held.
     *
     * @return the draft; empty when it is too late
     */
    public Optional<Draft> undo(String draft) throws IOException {
        Hold hold;
        lock.lock();
        try {
            hold = holds.remove(draft);
        } finally {
            lock.unlock();
        }
        if (hold == null) {
            return Optional.empty();
        }
        hold.alarm().cancel();
        changed();
        return means.drafts().open(draft);
    }

    /** The hold is over. */
    private void depart(String draft) {
        Thread.ofVirtual().name("send " + draft).start(() -> go(draft).ifPresent(this::flush));
    }

    /** Puts a held draft into the outbox; says whose it is when it is there. */
    private Optional<String> go(String draft) {
        Hold hold;
        lock.lock();
        try {
            hold = holds.remove(draft);
        } finally {
            lock.unlock();
        }
        if (hold == null) {
            return Optional.empty();
        }
        try {
            return departure.queue(draft);
        } catch (IOException e) {
            LOG.warn("{} could not be put into the outbox", draft, e);
            Sentence why = means.words().apply(e);
            lock.lock();
            try {
                failed.put(draft, new Failed(hold.draft(), hold.since(), why));
            } finally {
                lock.unlock();
            }
            return Optional.empty();
        } finally {
            changed();
        }
    }

    /** Tries everything that is due, of all accounts. */
    public void flush() {
        for (String account : waitingAccounts()) {
            flush(account);
        }
    }

    /** Tries everything that waits now, due or not, of all accounts: the person asks for it. */
    public void flushAll() {
        for (String account : waitingAccounts()) {
            flushing(account).ask(_ -> true);
        }
    }

    /** Tries what is due of an account; at once, for there is a line now. */
    public void flush(String account) {
        Instant now = means.alarms().instant();
        flushing(account).ask(entry -> entry.isDue(now));
    }

    private List<String> waitingAccounts() {
        try {
            return means.outbox().list().entries().stream()
                    .filter(OutboxEntry::waits)
                    .map(OutboxEntry::account)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            LOG.warn("the outbox cannot be read", e);
            return List.of();
        }
    }

    private Flushing flushing(String account) {
        lock.lock();
        try {
            return accounts.computeIfAbsent(account, name -> new Flushing(name, means, departure));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tries a message again, whatever was said before.
     *
     * @return false when there is none of this name, or it is being sent
     */
    public boolean retry(String id) throws IOException {
        Failed before;
        lock.lock();
        try {
            before = failed.get(id);
        } finally {
            lock.unlock();
        }
        if (before != null) {
            send(id, Duration.ZERO);
            return true;
        }
        Optional<OutboxEntry> entry = departure.entry(id);
        if (entry.isEmpty() || !means.outbox().revive(id)) {
            return false;
        }
        changed();
        flushing(entry.get().account()).ask(one -> one.id().equals(id));
        return true;
    }

    /**
     * Takes a message out of the outbox and makes it a draft again, to those who have not got it.
     *
     * @return the draft; empty when there is none of this name, or it is being sent
     */
    public Optional<Draft> takeBack(String id) throws IOException {
        lock.lock();
        try {
            Failed before = failed.remove(id);
            if (before != null) {
                return means.drafts().open(id);
            }
        } finally {
            lock.unlock();
        }
        Optional<Draft> undone = undo(id);
        Optional<Draft> back = undone.isPresent() ? undone : departure.takeBack(id);
        changed();
        return back;
    }

    /** Everything on its way, and what was sent lately, the oldest first. */
    public List<Dispatch> list() throws IOException {
        List<Dispatch> all = new ArrayList<>();
        for (OutboxEntry entry : means.outbox().list().entries()) {
            Flushing flushing = flushing(entry.account());
            boolean sending = flushing.isSending() && entry.underWay().isPresent();
            all.add(Dispatches.of(entry, sending, flushing.next(), flushing.trouble()));
        }
        lock.lock();
        try {
            failed.values().forEach(one -> all.add(failed(one)));
            holds.values().forEach(one -> all.add(held(one)));
        } finally {
            lock.unlock();
        }
        return all;
    }

    private static Dispatch failed(Failed one) {
        return dispatch(
                one.draft(),
                one.since(),
                Dispatch.Fate.REFUSED,
                one.why(),
                Sentence.of("work.todo.send.failed"),
                Optional.empty());
    }

    private static Dispatch held(Hold one) {
        return dispatch(
                one.draft(),
                one.since(),
                Dispatch.Fate.HOLDING,
                Sentence.of("work.send.holding"),
                Sentence.NONE,
                Optional.of(one.at()));
    }

    private static Dispatch dispatch(
            Draft draft,
            Instant since,
            Dispatch.Fate fate,
            Sentence text,
            Sentence todo,
            Optional<Instant> next) {
        return new Dispatch(
                draft.id(),
                draft.account(),
                draft.subject(),
                java.util.stream.Stream.of(draft.to(), draft.cc(), draft.bcc())
                        .flatMap(List::stream)
                        .toList(),
                since,
                fate,
                text,
                todo,
                next);
    }

    private void changed() {
        means.bulletin().publish(new WorkEvent.OutboxChanged());
    }

    /** Puts everything that is held into the outbox: the person wanted it sent. */
    public void end() throws InterruptedException {
        List<String> held;
        List<Flushing> running;
        lock.lock();
        try {
            ended = true;
            held = List.copyOf(holds.keySet());
            running = List.copyOf(accounts.values());
            holds.values().forEach(hold -> hold.alarm().cancel());
        } finally {
            lock.unlock();
        }
        held.forEach(this::go);
        for (Flushing flushing : running) {
            flushing.end();
        }
    }
}
