package dev.buzon.store;

import java.nio.ByteBuffer;

/**
 * The octets of one stored message on their way out, in wire form: every line ends in CRLF, the
 * last one too, and there is an empty line after the header. Pieces are handed out only after their
 * checksum was found right, so that a damaged message is noticed before its wrong octets are sent.
 */
public interface Content extends AutoCloseable {
    /** How many octets there are in all. */
    long octets();

    /** How many of them are the header, with the empty line that ends it. */
    long headerOctets();

    /**
     * The next piece, at most a few hundred KiB; an empty buffer is the end. A piece is read-only
     * and valid until the next call.
     *
     * @throws StoreException PERMANENT when the stored octets do not have their checksum
     */
    ByteBuffer next() throws StoreException;

    /** Lets go of it. Never fails. */
    @Override
    void close();
}
