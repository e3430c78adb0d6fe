package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Messages of one account on their way out of its maildrop, into the bin or away for good. */
final class Leaving {
    private final Parts parts;
    private final long account;
    private final long now;
    private final Set<Long> uids = new HashSet<>();

    Leaving(Parts parts, long account, long now) {
        this.parts = parts;
        this.account = account;
        this.now = now;
    }

    /** The message as the batch will leave it, if it is still there. */
    Optional<Entry> find(Batch batch, long uid) throws StoreException {
        Key key = Entry.key(account, uid);
        Optional<byte[]> record = batch.get(key);
        return record.isPresent() ? Optional.of(Entry.decode(key, record.get())) : Optional.empty();
    }

    /** This message leaves. */
    void leave(Batch batch, long uid, Entry entry) throws StoreException {
        uids.add(uid);
        Heads.put(batch, account, Heads.get(batch, account).minus(entry.octets()));
        batch.delete(Entry.key(account, uid));
        batch.delete(Marks.key(account, uid));
        if (parts.settings().binTime().isZero()) {
            parts.freed().addAndGet(Bodies.release(batch, entry.body()));
            return;
        }
        Entry binned = entry.binnedAt(now);
        Key key = Entry.binKey(account, uid);
        batch.put(key, binned.encode(key));
        Key due = binned.dueKey(account, uid);
        batch.put(due, new Encoder().seal(due));
    }

    boolean isEmpty() {
        return uids.isEmpty();
    }

    long count() {
        return uids.size();
    }

    /** The list without them. */
    Listing from(Listing listing) {
        BitSet leaving = new BitSet();
        for (long uid : uids) {
            int i = listing.find(uid);
            if (i >= 0) {
                leaving.set(i);
            }
        }
        return listing.without(leaving);
    }
}
