package dev.buzon.store.rocksdb;

import dev.buzon.store.Account;
import dev.buzon.store.Journal;
import dev.buzon.store.MailStore.Expired;
import dev.buzon.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at all accounts: what their rules let go, what has been in the bin long enough. Looking
 * is done beside the writer; the writer looks again at what it is told to remove.
 */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    /** Messages in one step of the writer. */
    private static final int STEP = 2_000;

    /** After so many freed octets their room is given back to the disk at once. */
    private static final long COMPACT_AFTER = 256L << 20;

    private final Parts parts;
    private final ReentrantLock running = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();

    Expiry(Parts parts) {
        this.parts = parts;
    }

    Expired run() throws StoreException {
        running.lock();
        try {
            Instant now = parts.settings().clock().instant();
            Lines.settle(parts);
            long messages = 0;
            long skipped = 0;
            for (Person person : parts.registry().people()) {
                Optional<Long> left = expire(person, now);
                messages += left.orElse(0L);
                skipped += left.isPresent() ? 0 : 1;
                Lines.trim(parts, person.id());
            }
            long binned = emptyBin(now);
            giveRoomBack();
            return new Expired(messages, binned, skipped);
        } finally {
            running.unlock();
        }
    }

    /**
     * A message found no room: what can be given back is, while nobody waits for it. The sender
     * comes again.
     */
    void roomWanted() {
        if (parts.freed().get() > 0 && wanted.compareAndSet(false, true)) {
            Thread.ofPlatform().name("store-room").daemon().start(this::makeRoom);
        }
    }

    private void makeRoom() {
        running.lock();
        try {
            giveRoomBack();
        } catch (StoreException e) {
            LOG.warn("the room of deleted messages was not given back: {}", e.getMessage(), e);
        } finally {
            running.unlock();
            wanted.set(false);
        }
    }

    /** Deleted bodies lie in their files until these are written anew. */
    private void giveRoomBack() throws StoreException {
        long freed = parts.freed().get();
        if (freed > COMPACT_AFTER || (freed > 0 && parts.isFull())) {
            parts.db().compactChunks();
            parts.freed().addAndGet(-freed);
        }
    }

    /** How many messages left; empty when a session has the maildrop open. */
    private Optional<Long> expire(Person person, Instant now) throws StoreException {
        if (parts.lists().find(person.id()).filter(b -> !b.locked().isEmpty()).isPresent()) {
            return Optional.empty();
        }
        boolean simple = person.nextDevice() == 1;
        if (simple && person.account().rules().equals(Account.Rules.NEVER)) {
            return Optional.of(0L);
        }
        List<Long> due = due(person, now);
        long sum = 0;
        for (int from = 0; from < due.size(); from += STEP) {
            List<Long> step = due.subList(from, Math.min(from + STEP, due.size()));
            Optional<Long> left = parts.writer().perform(new Leave(parts, person, step, now));
            if (left.isEmpty()) {
                return from == 0 ? Optional.empty() : Optional.of(sum);
            }
            sum += left.get();
        }
        return Optional.of(sum);
    }

    private List<Long> due(Person person, Instant now) throws StoreException {
        List<Long> arrivals = new ArrayList<>();
        List<Long> uids = new ArrayList<>();
        parts.db()
                .scan(
                        Key.of(Key.ENTRY, person.id()),
                        (key, record) -> {
                            uids.add(key.number(1));
                            arrivals.add(Entry.decode(key, record).arrived());
                            return true;
                        });
        List<Long> due = new ArrayList<>();
        for (int i = 0; i < uids.size(); i++) {
            Key key = Marks.key(person.id(), uids.get(i));
            Optional<byte[]> record = parts.db().get(key);
            Marks marks = record.isPresent() ? Marks.decode(key, record.get()) : Marks.NONE;
            if (isDue(person, marks, arrivals.get(i), now)) {
                due.add(uids.get(i));
            }
        }
        return due;
    }

    private static boolean isDue(Person person, Marks marks, long arrived, Instant now) {
        Instant kept = Time.of(marks.restored() != 0 ? marks.restored() : arrived);
        return marks.unwanted(person, arrived)
                || person.account().rules().due(now, kept, marks.fetchedByAll(person, arrived));
    }

    private long emptyBin(Instant now) throws StoreException {
        Instant limit = now.minus(parts.settings().binTime());
        long sum = 0;
        while (true) {
            List<Key> due = new ArrayList<>();
            parts.db()
                    .scan(
                            new Key(new byte[] {Key.DUE}),
                            (key, _) -> {
                                if (Time.of(key.number(0)).isAfter(limit)) {
                                    return false;
                                }
                                due.add(key);
                                return due.size() < STEP;
                            });
            if (due.isEmpty()) {
                return sum;
            }
            Free free = new Free(due);
            sum += parts.writer().perform(free);
            parts.freed().addAndGet(free.octets);
        }
    }

    /** Messages leave by the rules; empty when that must wait. */
    private static final class Leave implements Change<Optional<Long>> {
        private final Parts parts;
        private final Person person;
        private final List<Long> uids;
        private final Instant now;
        private final Leaving leaving;
        private Optional<Removal> removal = Optional.empty();

        Leave(Parts parts, Person person, List<Long> uids, Instant now) {
            this.parts = parts;
            this.person = person;
            this.uids = uids;
            this.now = now;
            this.leaving = new Leaving(parts, person.id(), Time.micros(now));
        }

        @Override
        public Optional<Long> prepare(Batch batch) throws StoreException {
            if (!parts.registry()
                    .person(batch, person.account().address())
                    .equals(Optional.of(person))) {
                return Optional.of(0L);
            }
            removal = Removal.begin(parts.lists(), person.id(), true);
            if (removal.isEmpty()) {
                return Optional.empty();
            }
            for (long uid : uids) {
                Optional<Entry> entry = leaving.find(batch, uid);
                Key key = Marks.key(person.id(), uid);
                Optional<byte[]> record = batch.get(key);
                Marks marks = record.isPresent() ? Marks.decode(key, record.get()) : Marks.NONE;
                if (entry.isPresent() && isDue(person, marks, entry.get().arrived(), now)) {
                    leaving.leave(batch, uid, entry.get());
                }
            }
            if (!leaving.isEmpty()) {
                String detail = leaving.count() + " messages";
                Lines.put(
                        batch,
                        person.id(),
                        parts.ids().incrementAndGet(),
                        new Journal.Line(now, "", "", "expired", detail));
            }
            return Optional.of(leaving.count());
        }

        @Override
        public void publish() {
            removal.ifPresent(r -> r.end(leaving::from));
        }

        @Override
        public void abandon() {
            removal.ifPresent(Removal::end);
        }

        @Override
        public long weight() {
            return 1024L * uids.size();
        }
    }

    /** Messages leave the bin for good. */
    private static final class Free implements Change<Long> {
        private final List<Key> due;
        private long octets;

        Free(List<Key> due) {
            this.due = due;
        }

        @Override
        public Long prepare(Batch batch) throws StoreException {
            long count = 0;
            octets = 0;
            for (Key dueKey : due) {
                batch.delete(dueKey);
                Key key = Entry.binKey(dueKey.number(1), dueKey.number(2));
                Optional<byte[]> record = batch.get(key);
                if (record.isPresent()) {
                    octets += Bodies.release(batch, Entry.decode(key, record.get()).body());
                    batch.delete(key);
                    count++;
                }
            }
            return count;
        }

        @Override
        public long weight() {
            return 512L * due.size();
        }
    }
}
