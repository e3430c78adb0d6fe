package dev.buzon.store.rocksdb;

import dev.buzon.store.MailStore.Holder;
import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in memory about an account that somebody looks at: its list and the locks of its
 * views. The list is changed by the writer only. While the writer removes messages, nobody opens
 * the maildrop: a list and the moment it was taken at must tell the same.
 */
final class Box {
    private final Map<Long, Holder> locks = new HashMap<>();
    private @Nullable Listing listing;
    private @Nullable List<UnaryOperator<Listing>> loading;
    private int removals;
    private long forgotten;
    private long used;

    /** How many have a reason to keep this box; guarded by {@link Lists}. */
    int pins;

    /** A list and the moment at which it is what the database holds. */
    record Seen(Listing listing, Moment moment) {}

    /** Locks a view; who holds it when somebody does. */
    synchronized Optional<Holder> lock(long device, Holder holder) {
        return Optional.ofNullable(locks.putIfAbsent(device, holder));
    }

    synchronized void unlock(long device) {
        locks.remove(device);
    }

    synchronized List<Long> locked() {
        return List.copyOf(locks.keySet());
    }

    /** Begins a removal, unless it must leave open maildrops alone and there is one. */
    synchronized boolean beginRemoving(boolean onlyIfClosed) {
        if (onlyIfClosed && !locks.isEmpty()) {
            return false;
        }
        removals++;
        return true;
    }

    /** The removal is over, done or not. */
    synchronized void endRemoving() {
        removals--;
        notifyAll();
    }

    /** The list follows what was written. The changes are such that twice is as good as once. */
    synchronized void change(UnaryOperator<Listing> change) {
        if (listing != null) {
            listing = change.apply(listing);
        }
        if (loading != null) {
            loading.add(change);
        }
    }

    /** The list as the writer knows it, if it is in memory. */
    synchronized Optional<Listing> cached() {
        return Optional.ofNullable(listing);
    }

    /** The next to open reads it anew; what is being read now may be too old to be kept. */
    synchronized void forget() {
        listing = null;
        forgotten++;
    }

    synchronized long weight() {
        return listing == null ? 0 : listing.weight();
    }

    synchronized long used() {
        return used;
    }

    /** The list as it is now; read from the database when it is not in memory. */
    Seen now(Database db, long account, long tick) throws StoreException {
        Moment snapshot;
        boolean keep;
        long asOf;
        synchronized (this) {
            awaitRemoval();
            used = tick;
            snapshot = db.now();
            if (listing != null) {
                return new Seen(listing, snapshot);
            }
            asOf = forgotten;
            keep = loading == null;
            if (keep) {
                loading = new ArrayList<>();
            }
        }
        try {
            Listing read = ListingReader.read(db, snapshot, account);
            if (keep) {
                store(read, asOf);
            }
            return new Seen(read, snapshot);
        } catch (StoreException | RuntimeException e) {
            snapshot.release();
            throw e;
        } finally {
            if (keep) {
                endLoading();
            }
        }
    }

    private synchronized void store(Listing read, long asOf) {
        if (asOf != forgotten) {
            return;
        }
        Listing newest = read;
        if (loading != null) {
            for (UnaryOperator<Listing> change : loading) {
                newest = change.apply(newest);
            }
        }
        listing = newest;
    }

    private synchronized void endLoading() {
        loading = null;
    }

    private void awaitRemoval() throws StoreException {
        try {
            while (removals > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.TEMPORARY, "interrupted", e);
        }
    }
}
