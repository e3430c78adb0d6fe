package dev.buzon.store;

import java.util.BitSet;

/**
 * The frozen list of messages that one device sees, numbered from 1 to {@link #count} in the order
 * of arrival, and the exclusive lock of that view, held until it is closed (RFC 1939 §4). Sizes and
 * UIDLs cost no look at a message.
 */
public interface Maildrop extends AutoCloseable {
    /** The form in which a message is served. */
    enum Form {
        /** As it was accepted. */
        STORED,
        /**
         * With a header in ASCII, for clients that did not ask for UTF-8 (RFC 6856 §2.1); equal to
         * STORED for most messages.
         */
        SURROGATE
    }

    /** How many messages. */
    int count();

    /** The octets of all messages together, in this form. Kept, not counted. */
    long totalOctets(Form form);

    /**
     * The octets of message {@code number} in this form, line ends counted as two, stuffed dots not
     * counted (RFC 1939 §11).
     */
    long octets(int number, Form form);

    /** The UIDL of message {@code number}: 1 to 70 octets of 0x21 to 0x7E (RFC 1939 §7). */
    String uidl(int number);

    /** Whether this device's deletes are refused. */
    boolean readOnly();

    /**
     * Opens message {@code number} for reading. Works however many messages arrived, expired or
     * left meanwhile.
     *
     * @throws StoreException PERMANENT when a stored record or its checksum is wrong; TEMPORARY
     *     when it is not to be had now
     */
    Content read(int number, Form form) throws StoreException;

    /**
     * Whether reading message {@code number} in this session found it damaged. Such a message
     * cannot be deleted: DELE of it is refused, and a commit of it fails.
     */
    default boolean damaged(int number) {
        return false;
    }

    /**
     * Makes durable what the session did: marks the messages of {@code deleted} as deleted and
     * those of {@code fetched} as fetched, for this device. A message that every device that sees
     * it has deleted goes to the bin, or is freed when the bin is off. All or nothing; a set bit
     * {@code n} stands for message number {@code n}. What another device did meanwhile is no error.
     *
     * @throws IllegalArgumentException when a number is not in the list, or when there are deletes
     *     and the device is {@link #readOnly}
     * @throws StoreException TEMPORARY when it could not be made durable; PERMANENT when the
     *     account or the device is gone
     */
    void commit(BitSet deleted, BitSet fetched) throws StoreException;

    /** Gives the lock back, without a commit. Never fails; closing twice does nothing. */
    @Override
    void close();
}
