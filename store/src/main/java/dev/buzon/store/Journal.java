package dev.buzon.store;

import java.time.Instant;
import java.util.List;

/**
 * The journal of each account: who came, what they fetched and deleted, how it ended. Kept for the
 * person whose mail it is.
 */
public interface Journal {
    /**
     * One line of it.
     *
     * @param at when
     * @param device which device, empty for what no device did
     * @param peer from where, as an address
     * @param what one word: login, refused, quit, dropped, delivered, expired, restored
     * @param detail short text for a person, at most {@link #DETAIL_LIMIT} characters; longer is
     *     cut
     */
    record Line(Instant at, String device, String peer, String what, String detail) {}

    /** The longest detail that is kept, in characters. */
    int DETAIL_LIMIT = 500;

    /** At least so many of an account's newest lines are kept. */
    int KEPT = 1_000;

    /**
     * Adds a line. Not made durable by itself: the newest lines may be lost in a power cut, mail
     * never is. Lines about accounts that do not exist are dropped. The lines {@code expired} and
     * {@code restored} are written by the store itself.
     */
    void write(Address account, Line line) throws StoreException;

    /** The newest lines, newest first, at most {@code limit}. */
    List<Line> newest(Address account, int limit) throws StoreException;
}
