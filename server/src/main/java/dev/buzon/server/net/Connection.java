package dev.buzon.server.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, over TCP or a Unix domain socket, plain or TLS. One virtual thread owns it:
 *
 * <pre>{@code
 * while (connection.read()) {
 *     while (decoder.next(connection.input()) ...) {
 *         connection.write(answer);
 *     }
 * } // the answers of all commands that had arrived went out in one write
 * log(connection.end());
 * }</pre>
 *
 * What is written gathers in a buffer, which goes out when it is full, at {@link #flush}, and
 * before {@link #read} waits. A client that does not read stops its own server thread in a write
 * and nothing else, and what it costs stays bounded by the two buffers (RFC 2449 §6.6). Only {@link
 * #end(End)}, {@link #cut}, {@link #probe}, {@link #silence} and {@link #peer} may be called by
 * other threads.
 */
public final class Connection implements AutoCloseable {
    /** What an idle connection keeps of each buffer. */
    static final int SMALL_OCTETS = 1024;

    /** The most that one read brings. */
    static final int INPUT_OCTETS = 64 * 1024;

    /** The most that a caller may leave in the input and ask for more. */
    public static final int UNREAD_OCTETS = 32 * 1024;

    /** The most that gathers in the output before it goes out by itself. */
    public static final int OUTPUT_OCTETS = 32 * 1024;

    /**
     * How much of what a client still sends is thrown away so that it gets to read our last answer.
     */
    static final int LINGER_OCTETS = 256 * 1024;

    private static final int GROWTH = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel channel;
    private final Wire wire;
    private final Peer peer;
    private Pipe pipe;
    private @Nullable TlsPipe tls;
    private ByteBuffer input = ByteBuffer.allocate(SMALL_OCTETS).flip();
    private ByteBuffer output = ByteBuffer.allocate(SMALL_OCTETS);
    private boolean moreIsLikely;
    private volatile boolean probing;

    private Connection(SocketChannel channel, Peer peer, Wire wire) {
        this.channel = channel;
        this.peer = peer;
        this.wire = wire;
        this.pipe = new Pipe.Plain(wire);
    }

    /** Takes over a connected channel in blocking mode and sets its options. */
    public static Connection of(SocketChannel channel, Deadlines deadlines, TimeLimits limits)
            throws IOException {
        SocketAddress remote = channel.getRemoteAddress();
        Peer peer = new Peer.Local();
        if (remote instanceof InetSocketAddress tcp) {
            peer = new Peer.Tcp(tcp);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            KeepAlive.USUAL.set(channel);
        }
        return new Connection(channel, peer, new Wire(channel, deadlines, limits));
    }

    /** Who is at the other end. */
    public Peer peer() {
        return peer;
    }

    /**
     * What has arrived and was not taken yet, ready to be read; the same buffer until the next
     * {@link #read}.
     */
    public ByteBuffer input() {
        return input;
    }

    /**
     * Sends what has gathered, then waits until at least one more octet is in {@link #input}. What
     * the caller left there stays, in front.
     *
     * @return false if nothing more will come; {@link #end()} says why
     * @throws IllegalStateException if the caller leaves {@link #UNREAD_OCTETS} and wants more
     */
    public boolean read() {
        try {
            flush();
        } catch (ConnectionEndedException e) {
            return false;
        }
        int room;
        int octets;
        do {
            makeRoom();
            room = input.remaining();
            octets = pipe.read(input);
            input.flip();
        } while (octets == 0);
        moreIsLikely = octets == room;
        if (octets > 0 && probing) {
            probing = false;
            KeepAlive.USUAL.set(channel);
        }
        return octets > 0;
    }

    /** Why nothing more will be read, once that is so. */
    public Optional<End> end() {
        return Optional.ofNullable(wire.end());
    }

    /**
     * Adds octets to what will be sent; blocks only when the output is full and the client slow.
     */
    public void write(byte[] octets) throws ConnectionEndedException {
        write(ByteBuffer.wrap(octets));
    }

    /**
     * Adds octets to what will be sent; blocks only when the output is full and the client slow.
     */
    public void write(byte[] octets, int offset, int length) throws ConnectionEndedException {
        write(ByteBuffer.wrap(octets, offset, length));
    }

    /** Adds what remains of this buffer to what will be sent, and takes it out of the buffer. */
    public void write(ByteBuffer octets) throws ConnectionEndedException {
        int together = output.position() + octets.remaining();
        if (together > output.capacity() && together <= OUTPUT_OCTETS) {
            growOutput(together);
        }
        if (together <= output.capacity()) {
            output.put(octets);
        } else {
            if (output.position() > 0) {
                growOutput(OUTPUT_OCTETS);
                int fitting = output.remaining();
                output.put(octets.slice(octets.position(), fitting));
                octets.position(octets.position() + fitting);
                flush();
            }
            if (octets.remaining() >= OUTPUT_OCTETS) {
                pipe.write(octets);
            } else {
                write(octets);
            }
        }
    }

    /**
     * The output itself, with room to write into it: for those who make many octets and would
     * otherwise copy them twice. What had gathered is sent first if it leaves too little. Valid
     * until the next call on this connection.
     *
     * @param least how many octets of room, at most {@link #OUTPUT_OCTETS}
     */
    public ByteBuffer room(int least) throws ConnectionEndedException {
        if (output.remaining() < least) {
            if (output.position() + least > OUTPUT_OCTETS) {
                flush();
            }
            if (output.remaining() < least) {
                growOutput(output.position() + least);
            }
        }
        return output;
    }

    /** Sends everything that has gathered. */
    public void flush() throws ConnectionEndedException {
        if (output.position() > 0) {
            pipe.write(output.flip());
            output.clear();
        }
    }

    /**
     * Begins TLS as the server. If the client already sent more octets in clear, nothing happens.
     * Otherwise what has gathered (the answer to STLS) is sent and the handshake done, within its
     * limit.
     *
     * @param alpn the protocol's id: a client that asks only for others is refused (RFC 9325 §3.8)
     */
    public TlsStart startTls(Tls tls, Optional<String> alpn) {
        if (input.hasRemaining()) {
            return TlsStart.PLAINTEXT_WAITING;
        }
        Optional<SSLEngine> engine = tls.engine(alpn);
        if (engine.isEmpty()) {
            wire.give(End.TLS_FAILED);
            return TlsStart.FAILED;
        }
        var secured = new TlsPipe(wire, engine.get());
        try {
            flush();
            pipe = secured; // nothing in clear from here on, whatever happens
            secured.handshake();
        } catch (ConnectionEndedException | SSLException e) {
            wire.give(End.TLS_FAILED);
            LOG.info("{}: no TLS: {}", peer.text(), e.getMessage());
            return TlsStart.FAILED;
        }
        this.tls = secured;
        return TlsStart.STARTED;
    }

    /** What the TLS handshake agreed on, if there was one. */
    public Optional<TlsInfo> tls() {
        TlsPipe secured = tls;
        return secured == null ? Optional.empty() : Optional.of(secured.info());
    }

    /**
     * The value that binds a login to this TLS connection, {@code tls-exporter} of RFC 9266 §2: 32
     * octets; none in clear or when the handshake did not provide for it.
     */
    public Optional<byte[]> tlsExporter() {
        TlsPipe secured = tls;
        return secured == null ? Optional.empty() : secured.exporter();
    }

    /** Whether the octets that wait begin like a TLS handshake: somebody took the wrong port. */
    public boolean looksLikeTls() {
        return input.remaining() >= 2
                && input.get(input.position()) == 0x16
                && input.get(input.position() + 1) == 0x03;
    }

    /** Changes the time limits from now on. */
    public void limits(TimeLimits limits) {
        wire.limits(limits);
    }

    /**
     * Sets a moment after which a read ends with {@link End#OVERDUE}, however many octets trickle
     * in: for a login, a handshake or a line that must be complete. Replaces the one before.
     */
    public void deadline(Duration fromNow) {
        wire.deadline(fromNow);
    }

    /** Takes the deadline away. */
    public void noDeadline() {
        wire.noDeadline();
    }

    /** How long ago the last octet came from the client. */
    public Duration silence() {
        return wire.silence();
    }

    /** Whether the owner is blocked in a read now: for tests and for those who look at sessions. */
    public boolean waiting() {
        return wire.doing() == Wire.Doing.READING;
    }

    /**
     * Whether the owner is blocked in a write now: for tests and for those who look at sessions.
     */
    public boolean sending() {
        return wire.doing() == Wire.Doing.WRITING;
    }

    /**
     * Makes the kernel ask the peer's kernel whether it is still there: a dead one ends the
     * connection with {@link End#LOST} within about 4 seconds, a live one is not disturbed. Undone
     * by the next octet that arrives.
     */
    public void probe() {
        if (peer instanceof Peer.Tcp) {
            probing = true;
            KeepAlive.PROBE.set(channel);
        }
    }

    /**
     * Ends the connection from any thread: the owner's read, or write unless the reason is {@link
     * End#SHUTDOWN}, returns at once. The owner still has to {@link #close} it.
     */
    public void end(End why) {
        wire.end(why);
    }

    /** Closes the socket at once from any thread, without a last word. */
    public void cut(End why) {
        wire.cut(why);
    }

    /**
     * Sends what has gathered and says goodbye, within the closing limit; then closes. If the
     * client is known to be still talking, it is listened to for a moment, because closing a socket
     * with unread octets would make its kernel throw our last answer away.
     */
    @Override
    public void close() {
        wire.closing();
        try {
            flush();
            pipe.goodbye();
            if ((input.hasRemaining() || moreIsLikely) && wire.end() == null) {
                linger();
            }
        } catch (ConnectionEndedException e) {
            // It is closed as far as it can be.
        }
        wire.release();
    }

    /** Closes the socket and nothing else. */
    void release() {
        wire.release();
    }

    private void linger() {
        wire.shutdownOutput();
        wire.deadline(wire.limits().closing());
        var unwanted = ByteBuffer.allocate(SMALL_OCTETS * GROWTH);
        for (int left = LINGER_OCTETS; left > 0; ) {
            int octets = wire.read(unwanted.clear());
            left = octets < 0 ? 0 : left - octets;
        }
    }

    /** Leaves the input ready to be filled: small for a quiet client, larger for one that talks. */
    private void makeRoom() {
        int kept = input.remaining();
        if (kept >= UNREAD_OCTETS) {
            throw new IllegalStateException("the input is full and its reader takes nothing");
        }
        int wanted = kept > 0 ? input.capacity() : SMALL_OCTETS;
        if (moreIsLikely || kept == input.capacity()) {
            wanted = input.capacity() * GROWTH;
        }
        wanted = Math.clamp(wanted, kept + pipe.leastRoomOctets(), INPUT_OCTETS);
        if (wanted == input.capacity()) {
            input.compact();
        } else {
            input = ByteBuffer.allocate(wanted).put(input);
        }
        if (output.capacity() > SMALL_OCTETS) {
            output = ByteBuffer.allocate(SMALL_OCTETS);
        }
    }

    private void growOutput(int least) {
        int capacity = output.capacity();
        while (capacity < least) {
            capacity *= GROWTH;
        }
        output = ByteBuffer.allocate(Math.min(capacity, OUTPUT_OCTETS)).put(output.flip());
    }
}
