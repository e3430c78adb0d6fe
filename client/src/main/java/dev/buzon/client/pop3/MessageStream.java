package dev.buzon.client.pop3;

import dev.buzon.client.net.Connection;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.dot.DotUnstuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one message as they come off the wire, dots unstuffed. Its end is the server's
 * terminator and nothing else; a connection that ends before it is {@link
 * Pop3Exception.TruncatedMessage} on every read.
 */
final class MessageStream extends InputStream {
    /** Octets handed over at once where the reader has no buffer of its own. */
    private static final int BUFFER_OCTETS = 64 * 1024;

    /** What a message may have beyond what was announced and a fifth of it (TRUST C2, Q-028). */
    static final long SLACK_OCTETS = 1 << 20;

    private final Connection connection;
    private final Wire wire;
    private final Listed message;
    private final WireLog log;
    private final long mostOctets;
    private final DotUnstuffer unstuffer = new DotUnstuffer(DotUnstuffer.LineEnd.LONE_LF_TOO);
    private ByteBuffer held = ByteBuffer.allocate(0);
    private long octets;
    private @Nullable Pop3Exception failure;
    private boolean closed;

    MessageStream(Connection connection, Wire wire, Listed message, WireLog log) {
        this.connection = connection;
        this.wire = wire;
        this.message = message;
        this.log = log;
        this.mostOctets = mostOctets(message.octets());
    }

    /** The most octets that are taken for a message announced with this size. */
    static long mostOctets(long announced) {
        return Math.max(0, announced) + Math.max(0, announced) / 5 + SLACK_OCTETS;
    }

    @Override
    public int read() throws IOException {
        return more(BUFFER_OCTETS) ? held.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        usable();
        if (length == 0) {
            return 0;
        }
        if (held.hasRemaining()) {
            int part = Math.min(length, held.remaining());
            held.get(into, from, part);
            return part;
        }
        int taken = take(ByteBuffer.wrap(into, from, length));
        return taken == 0 ? -1 : taken;
    }

    @Override
    public int available() throws IOException {
        usable();
        return held.remaining();
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sent = 0;
        while (more(BUFFER_OCTETS)) {
            out.write(held.array(), held.position(), held.remaining());
            sent += held.remaining();
            held.position(held.limit());
        }
        return sent;
    }

    /** Closing is leaving: the rest is skipped by whoever handed out the stream. */
    @Override
    public void close() {}

    /** Reads what nobody read, up to the terminator. */
    void skipRest() throws Pop3Exception {
        closed = false;
        if (failure != null || !unstuffer.ended()) {
            held = ByteBuffer.allocate(BUFFER_OCTETS);
            while (take(held.clear()) > 0) {
                // dropped
            }
        }
        held.limit(0);
        closed = true;
        log.received("(a message, %,d octets)".formatted(octets));
    }

    /** Nobody may read from it any more. */
    void expire() {
        closed = true;
    }

    /** How many octets were read, dots unstuffed. */
    long octets() {
        return octets;
    }

    private boolean more(int size) throws IOException {
        usable();
        if (!held.hasRemaining()) {
            if (held.capacity() == 0) {
                held = ByteBuffer.allocate(size);
            }
            take(held.clear());
            held.flip();
        }
        return held.hasRemaining();
    }

    private void usable() throws IOException {
        if (closed) {
            throw new IOException("a message is read while its consumer runs, and not later");
        }
    }

    /** Takes at least one octet into the buffer, unless the message has ended. */
    private int take(ByteBuffer content) throws Pop3Exception {
        Pop3Exception failed = failure;
        if (failed != null) {
            throw failed;
        }
        int start = content.position();
        while (!unstuffer.unstuff(connection.input(), content) && content.position() == start) {
            fill();
        }
        int taken = content.position() - start;
        octets += taken;
        if (octets > mostOctets) {
            throw failed(
                    wire.violation(
                            "message %d goes on after %,d octets, announced were %,d"
                                    .formatted(message.number(), octets, message.octets())));
        }
        return taken;
    }

    private void fill() throws Pop3Exception {
        try {
            if (!connection.fill()) {
                throw failed(new Pop3Exception.TruncatedMessage(message, octets, false, null));
            }
        } catch (NetException.Cancelled e) {
            throw failed(new Pop3Exception.Cancelled(e));
        } catch (NetException.TimedOut e) {
            throw failed(new Pop3Exception.TruncatedMessage(message, octets, true, e));
        } catch (NetException e) {
            throw failed(new Pop3Exception.TruncatedMessage(message, octets, false, e));
        }
    }

    private Pop3Exception failed(Pop3Exception why) {
        connection.close();
        failure = why;
        return why;
    }
}
