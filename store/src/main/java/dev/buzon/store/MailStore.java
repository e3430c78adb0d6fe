package dev.buzon.store;

import java.time.Instant;
import java.util.List;

/** The store of a post office: see the package's page for what every engine promises. */
public interface MailStore extends AutoCloseable {
    /** What became of opening a maildrop. */
    sealed interface Opening {
        /** It is open, and locked until it is closed. */
        record Opened(Maildrop maildrop) implements Opening {}

        /** Another session holds the lock of this device's view (RFC 1939 §4). */
        record InUse(Holder holder) implements Opening {}

        /** There is no such account or device. */
        record Unknown() implements Opening {}
    }

    /**
     * Who holds the lock of a view.
     *
     * @param session what the holder called itself when it opened the maildrop
     * @param since when it did
     */
    record Holder(String session, Instant since) {}

    /**
     * How full a maildrop is, the bin not counted.
     *
     * @param messages how many messages
     * @param octets how many octets they have together, as served
     */
    record Usage(long messages, long octets) {}

    /**
     * A message in the bin: deleted for all devices, kept for a while, to be had back.
     *
     * @param uid the store's key of it
     * @param uidl what clients knew it by
     * @param octets its size as served
     * @param arrived when it was delivered
     * @param binned when the last device deleted it
     */
    record Binned(long uid, String uidl, long octets, Instant arrived, Instant binned) {}

    /**
     * What one run of {@link #expire} did.
     *
     * @param messages messages that left a maildrop by an account's rules
     * @param binned messages that left the bin for good
     * @param skipped maildrops left for the next run because a session had them open
     */
    record Expired(long messages, long binned, long skipped) {}

    /** The accounts. */
    Accounts accounts();

    /** Who came, and what became of it. */
    Journal journal();

    /**
     * Opens the maildrop of an account as a device sees it, and locks that view.
     *
     * @param session what this session is called, for {@link Holder} when another one asks
     */
    Opening open(Address account, String device, String session) throws StoreException;

    /** Begins to take in a message. Nobody sees anything of it before {@link Arrival#deliver}. */
    Arrival receive() throws StoreException;

    /** How full a maildrop is. Cheap: asked at every RCPT. Unknown accounts hold nothing. */
    Usage usage(Address account) throws StoreException;

    /** The bin of an account, oldest arrival first. */
    List<Binned> bin(Address account) throws StoreException;

    /**
     * Takes a message back out of the bin: all devices see it again, under its old UIDL and in its
     * old place. The account's rules count from now on, and its quota is not asked.
     *
     * @return whether it was there
     */
    boolean restore(Address account, long uid) throws StoreException;

    /**
     * Applies the accounts' rules and empties the bin of what has been in it for longer than the
     * engine's bin time. Maildrops that a session has open are left for the next run, so that no
     * session's list is touched.
     */
    Expired expire() throws StoreException;

    /**
     * Finishes what was begun and lets go of the disk. Open maildrops and arrivals fail from then
     * on.
     */
    @Override
    void close();
}
