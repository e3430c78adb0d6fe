package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.MessageRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes messages durable while more are coming: whatever has arrived since the last time goes as
 * one group through the order of C-007 (sealed, in the ledger, published, in the ledger), so a fast
 * line makes large groups and a slow one small ones.
 *
 * <p>What must never happen is that a message in the ledger's {@link Stage#PLACING} has its sealed
 * file thrown away while that record stands: after a stop it would be taken for one that a reader
 * took. So nothing is discarded from the ledger's record on, unless the ledger has said so first.
 */
final class Storing implements AutoCloseable {
    /** The most messages of a group: bounds open files and what a stop leaves to settle. */
    private static final int GROUP_MESSAGES = 128;

    /** How many files are synced side by side. */
    private static final int SYNCS_SIDE_BY_SIDE = 16;

    /** What a message takes of the memory at most while it waits. */
    static final long SMALL_OCTETS = 256 * 1024;

    /** What the smallest message costs in memory, all told. */
    private static final long LEAST_OCTETS = 4 * 1024;

    /** What a message of so many octets takes of the memory while it waits. */
    static long cost(long octets) {
        return Math.clamp(octets, LEAST_OCTETS, SMALL_OCTETS);
    }

    /** What became of the messages that were handed over. */
    interface Result {
        /** A message is durable and known to the ledger under this id. */
        void stored(Arrival arrival, long id);

        /** A message could not be kept. */
        void notStored(Arrival arrival, IOException why);
    }

    /** A message with its receipt and its entry. */
    private record Sealed(Arrival arrival, Entry entry) {}

    private final MailSink sink;
    private final Book book;
    private final InstantSource clock;
    private final boolean sizesWrong;
    private final Result result;
    private final ExecutorService sealers =
            Executors.newFixedThreadPool(
                    SYNCS_SIDE_BY_SIDE, Thread.ofPlatform().daemon().name("seal-", 0).factory());
    private final Thread storer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private int inWork;
    private long waitingOctets;
    private boolean ended;
    private Optional<IOException> trouble = Optional.empty();

    Storing(MailSink sink, Book book, InstantSource clock, boolean sizesWrong, Result result) {
        this.sink = sink;
        this.book = book;
        this.clock = clock;
        this.sizesWrong = sizesWrong;
        this.result = result;
        this.storer = Thread.ofVirtual().name("store").start(this::work);
    }

    /** Takes a message over; never waits. */
    void take(Arrival arrival) {
        lock.lock();
        try {
            waiting.add(arrival);
            waitingOctets += inMemory(arrival);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What went so wrong that no more can be kept, if anything did. */
    Optional<IOException> trouble() {
        lock.lock();
        try {
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no more than so many octets wait to become durable.
     *
     * @return whether that is so; if not, the time is over
     */
    boolean await(long octets, Duration time) {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (waitingOctets > octets || (octets == 0 && waiting.size() + inWork > 0)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What a message may take of the memory: a large one is in its file already. */
    private static long inMemory(Arrival arrival) {
        return cost(arrival.measured().octets());
    }

    private void work() {
        for (List<Arrival> group = next(); !group.isEmpty(); group = next()) {
            try {
                store(group);
            } catch (IOException | RuntimeException e) {
                fail(e instanceof IOException io ? io : new IOException(String.valueOf(e), e));
            } finally {
                done(group);
            }
        }
    }

    private List<Arrival> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            List<Arrival> group = new ArrayList<>();
            while (group.size() < GROUP_MESSAGES && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            inWork = group.size();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void done(List<Arrival> group) {
        lock.lock();
        try {
            inWork = 0;
            for (Arrival arrival : group) {
                waitingOctets -= inMemory(arrival);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException why) {
        lock.lock();
        try {
            if (trouble.isEmpty()) {
                trouble = Optional.of(why);
            }
        } finally {
            lock.unlock();
        }
    }

    private void store(List<Arrival> group) throws IOException {
        if (trouble().isPresent()) {
            group.forEach(arrival -> arrival.incoming().close());
            return; // collected again another time
        }
        List<Sealed> sealed = seal(group);
        if (sealed.isEmpty()) {
            return;
        }
        try {
            sink.flush();
        } catch (IOException e) {
            sealed.forEach(each -> each.arrival().incoming().close());
            throw e;
        }
        book.write(sealed.stream().map(each -> new Change.Put(each.entry())).toList());
        book.sync();
        List<Sealed> published = publish(sealed);
        sink.flush();
        record(published);
        published.forEach(each -> result.stored(each.arrival(), each.entry().id()));
    }

    private List<Sealed> seal(List<Arrival> group) throws IOException {
        List<Future<String>> receipts = new ArrayList<>();
        for (Arrival arrival : group) {
            receipts.add(sealers.submit(() -> arrival.incoming().seal()));
        }
        List<Sealed> sealed = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Arrival arrival = group.get(i);
            try {
                sealed.add(new Sealed(arrival, entry(arrival, result(receipts.get(i)))));
            } catch (IOException e) {
                arrival.incoming().close();
                fail(e);
                result.notStored(arrival, e);
            }
        }
        return sealed;
    }

    private static String result(Future<String> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            throw new IOException("interrupted while a message was made durable", e);
        }
    }

    private Entry entry(Arrival arrival, String receipt) {
        Measured measured = arrival.measured();
        boolean proven =
                !arrival.headerOnly()
                        && (sizesWrong || arrival.size() != Measured.Size.NOT_UNDERSTOOD);
        return Entry.placing(
                id(arrival),
                arrival.headerOnly(),
                arrival.key(),
                arrival.step().message().octets(),
                measured.octets(),
                measured.content(),
                measured.header(),
                proven,
                receipt,
                clock.instant());
    }

    /** A message that failed or was too big until now keeps its entry; all else has a new one. */
    private long id(Arrival arrival) {
        return arrival.step()
                .known()
                .filter(known -> known.stage() == Stage.FAILED || known.stage() == Stage.TOO_BIG)
                .filter(known -> known.uid().equals(arrival.key()))
                .map(Entry::id)
                .orElseGet(book::nextId);
    }

    private List<Sealed> publish(List<Sealed> sealed) throws IOException {
        List<Sealed> published = new ArrayList<>();
        List<Sealed> refused = new ArrayList<>();
        for (Sealed each : sealed) {
            try {
                each.arrival().incoming().publish();
                published.add(each);
            } catch (MessageRefusedException e) {
                refused.add(each);
                result.notStored(each.arrival(), e);
            }
        }
        if (!refused.isEmpty()) {
            book.write(refused.stream().map(r -> new Change.Dropped(r.entry().id())).toList());
            book.sync();
            refused.forEach(each -> each.arrival().incoming().close());
        }
        return published;
    }

    private void record(List<Sealed> published) throws IOException {
        long second = clock.instant().getEpochSecond();
        List<Change> changes = new ArrayList<>();
        for (Sealed each : published) {
            Stage stage = each.arrival().headerOnly() ? Stage.HEADER : Stage.STORED;
            changes.add(new Change.Moved(each.entry().id(), stage, second));
            if (stage == Stage.STORED) {
                withdrawHeader(sink, book, each.entry().uid(), changes);
            }
        }
        book.write(changes);
    }

    /** The whole message is there: what there was of it before goes, first there, then here. */
    private static void withdrawHeader(MailSink sink, Book book, String uid, List<Change> changes)
            throws IOException {
        for (Entry before : book.of(uid)) {
            if (before.stage() == Stage.HEADER) {
                sink.withdraw(before.receipt());
                changes.add(new Change.Dropped(before.id()));
            }
        }
    }

    /**
     * Finds out what became of messages that were being placed when the last run stopped.
     *
     * @return how many were there, or are now
     */
    static int settle(MailSink sink, Book book, Instant now) throws IOException {
        List<Change> changes = new ArrayList<>();
        int placed = 0;
        for (Entry entry : placing(book)) {
            boolean header = entry.stage() == Stage.PLACING_HEADER;
            switch (sink.settle(entry.receipt())) {
                case PLACED -> {
                    Stage stage = header ? Stage.HEADER : Stage.STORED;
                    changes.add(new Change.Moved(entry.id(), stage, now.getEpochSecond()));
                    if (!header) {
                        withdrawHeader(sink, book, entry.uid(), changes);
                    }
                    placed++;
                }
                case NOT_PLACED -> changes.add(new Change.Dropped(entry.id()));
            }
        }
        if (!changes.isEmpty()) {
            sink.flush();
            book.write(changes);
            book.sync();
        }
        return placed;
    }

    /**
     * The messages that were on their way into the sink. They are written down once more: whoever
     * wrote them may have been stopped, or refused by the disk, before they were durable, and a
     * message must not be in its place before the ledger knows of it whatever happens.
     */
    private static List<Entry> placing(Book book) throws IOException {
        List<Entry> placing =
                book.entries().stream()
                        .filter(entry ->
                                entry.stage() == Stage.PLACING
                                        || entry.stage() == Stage.PLACING_HEADER)
                        .toList();
        if (!placing.isEmpty()) {
            book.write(placing.stream().map(Change.Put::new).toList());
            book.sync();
        }
        return placing;
    }

    /** Waits for what was handed over, and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (true) {
            try {
                storer.join();
                sealers.shutdown();
                sealers.awaitTermination(1, TimeUnit.MINUTES);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // what was taken over is brought to its end first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
