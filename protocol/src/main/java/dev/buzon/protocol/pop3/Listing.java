package dev.buzon.protocol.pop3;

/**
 * The frozen list of messages of a session, as far as the protocol needs it: numbers from 1 to
 * {@link #count}, sizes and UIDLs. Sizes depend on whether the client asked for UTF-8 (RFC 6856
 * §2.1).
 */
public interface Listing {
    /** How many messages, deleted ones included. */
    int count();

    /** The octets of all messages together, deleted ones included. */
    long totalOctets(boolean utf8);

    /**
     * The octets of message {@code number} as RETR sends it, stuffed dots not counted (RFC 1939
     * §11).
     */
    long octets(int number, boolean utf8);

    /** The UIDL of message {@code number}, 1 to 70 octets of 0x21 to 0x7E (RFC 1939 §7). */
    String uidl(int number);

    /**
     * Whether message {@code number} was found damaged in this session: its DELE is refused, so
     * that nobody loses the rest of it.
     */
    default boolean damaged(int number) {
        return false;
    }

    /** Whether DELE is refused. */
    boolean readOnly();
}
