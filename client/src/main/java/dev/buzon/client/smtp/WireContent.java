package dev.buzon.client.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A message as it goes out, once: exactly as many octets as were counted before, or a failure. */
final class WireContent implements Closeable {
    private final ByteBuffer header;
    private final BodyOctets body;
    private long remaining;

    WireContent(byte[] header, BodyOctets body, long octets) {
        this.header = ByteBuffer.wrap(header);
        this.body = body;
        this.remaining = octets;
    }

    /** Octets that are still to come. */
    long remaining() {
        return remaining;
    }

    /**
     * Puts octets into {@code out} until it is full or the message ends.
     *
     * @throws IOException when it cannot be read, or is another one than before
     */
    void read(ByteBuffer out) throws IOException {
        int start = out.position();
        if (header.hasRemaining()) {
            int length = Math.min(header.remaining(), out.remaining());
            out.put(out.position(), header, header.position(), length);
            out.position(out.position() + length);
            header.position(header.position() + length);
        }
        boolean more = header.hasRemaining() || !out.hasRemaining() || body.read(out);
        remaining -= out.position() - start;
        if (remaining < 0 || (!more && remaining > 0)) {
            throw new IOException("the message was changed while it was being sent");
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
