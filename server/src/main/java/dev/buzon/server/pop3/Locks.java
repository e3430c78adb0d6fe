package dev.buzon.server.pop3;

import dev.buzon.server.net.Connection;
import dev.buzon.store.Address;
import dev.buzon.store.MailStore;
import dev.buzon.store.MailStore.Opening;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who holds which maildrop, and how a lock heals: a newcomer with the right password waits a little
 * for the holder to finish, and has the kernel ask meanwhile whether the holder's computer is still
 * there. A dead link gives the lock back within seconds, without an UPDATE (RFC 1939 §6); a live
 * one keeps it.
 */
final class Locks {
    private record View(Address account, String device) {}

    private final MailStore store;
    private final Duration patience;
    private final ReentrantLock guard = new ReentrantLock();
    private final Condition released = guard.newCondition();
    private final AtomicLong releases = new AtomicLong(); // counted under the guard
    private final Map<View, Connection> holders = new ConcurrentHashMap<>();

    /**
     * Nobody holds anything yet.
     *
     * @param patience how long a newcomer waits for a holder
     */
    Locks(MailStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    /** Opens a maildrop, waiting for a holder that is about to end. */
    Opening open(Address account, String device, Connection newcomer) throws StoreException {
        View view = new View(account, device);
        Opening opening = tryOpen(view, newcomer);
        return opening instanceof Opening.InUse && patience.isPositive()
                ? await(view, newcomer)
                : opening;
    }

    private Opening tryOpen(View view, Connection newcomer) throws StoreException {
        Opening opening = store.open(view.account(), view.device(), newcomer.peer().text());
        if (opening instanceof Opening.Opened) {
            holders.put(view, newcomer);
        }
        return opening;
    }

    /**
     * The slow way, for the few who find a lock: one look after each release, until patience ends.
     * Nothing is opened while the guard is held: whoever ends a session needs it.
     */
    private Opening await(View view, Connection newcomer) throws StoreException {
        Optional.ofNullable(holders.get(view)).ifPresent(Connection::probe);
        long waitNanos = patience.toNanos();
        long seen = releases.get();
        Opening opening = tryOpen(view, newcomer);
        while (opening instanceof Opening.InUse && waitNanos > 0) {
            waitNanos = awaitRelease(view, seen, waitNanos);
            seen = releases.get();
            opening = tryOpen(view, newcomer);
        }
        return opening;
    }

    /** Waits until there were more releases than these; gives what is left of the time. */
    private long awaitRelease(View view, long seen, long nanos) throws StoreException {
        long left = nanos;
        guard.lock();
        try {
            while (releases.get() == seen && left > 0) {
                left = released.awaitNanos(left);
            }
            return left;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    StoreException.Kind.TEMPORARY,
                    "interrupted while waiting for " + view.account(),
                    e);
        } finally {
            guard.unlock();
        }
    }

    /** The holder has closed its maildrop. */
    void released(Address account, String device, Connection holder) {
        holders.remove(new View(account, device), holder);
        guard.lock();
        try {
            releases.incrementAndGet();
            released.signalAll();
        } finally {
            guard.unlock();
        }
    }
}
