package dev.buzon.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way in. Its octets are written in wire form (see {@link Content}), however long
 * it is with little memory, and then delivered to all recipients in one durable step; the octets
 * are stored once however many those are. Closed without a delivery it leaves nothing behind.
 */
public interface Arrival extends AutoCloseable {
    /**
     * Which part of a maildrop a message goes to. Both are seen by POP3: what was accepted is never
     * invisible.
     */
    enum Folder {
        INBOX,
        JUNK
    }

    /**
     * One recipient's copy.
     *
     * @param account whose maildrop
     * @param prefix whole header lines put before the message for this recipient: Return-Path,
     *     Delivered-To
     * @param surrogatePrefix the same in ASCII, when {@code prefix} is not
     * @param folder where it goes
     */
    record Delivery(
            Address account, Octets prefix, Optional<Octets> surrogatePrefix, Folder folder) {}

    /**
     * What must be known of the message besides its octets.
     *
     * @param headerOctets how many of the octets written are its header, with the empty line that
     *     ends it
     * @param surrogateHeader that header in ASCII, when it is not (RFC 6858 §2)
     */
    record Facts(long headerOctets, Optional<Octets> surrogateHeader) {}

    /** What became of one recipient's copy. */
    sealed interface Outcome {
        /** It is in the maildrop, durably. */
        record Stored(long uid, String uidl) implements Outcome {}

        /** It is not: the account's quota does not hold it. */
        record OverQuota() implements Outcome {}

        /** It is not: the account is gone. */
        record Unknown() implements Outcome {}
    }

    /** Takes the next octets; the buffer is drained. */
    void write(ByteBuffer octets) throws StoreException;

    /** How many octets were written so far. */
    long octets();

    /**
     * Delivers what was written; returns when that is durable. A failure means that nobody got it.
     *
     * @throws IllegalArgumentException when there is not as much header as {@code facts} says
     * @return one outcome for each delivery, in their order; an account named twice gets two copies
     */
    List<Outcome> deliver(Facts facts, List<Delivery> deliveries) throws StoreException;

    /** Drops what was not delivered. Never fails. */
    @Override
    void close();
}
