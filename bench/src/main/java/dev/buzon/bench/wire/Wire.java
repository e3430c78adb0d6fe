package dev.buzon.bench.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection after the other, over buffers that are kept: lines and raw octets in, octets out.
 * Belongs to one thread; only {@link #closeIfStalled} and {@link #close} may be called by another.
 */
public final class Wire implements Closeable {
    private static final int INPUT_OCTETS = 64 * 1024;
    private static final int SMALL_OCTETS = 4 * 1024;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /** Longest status line accepted: RFC 1939 §3 says 512 octets; some servers say more. */
    private static final int STATUS_LINE_OCTETS_MAX = 4096;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final ClientTls tls;
    final byte[] input;
    int position;
    int limit;
    int lineStart;
    private final byte[] output;
    private int pending;
    private long receivedOctets;
    private boolean resumed;
    private String tlsVersion = "";

    private volatile @Nullable Socket socket;
    private volatile long waitingSinceNanos;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    /** A wire without a connection yet, with TLS sessions of its own to resume. */
    public Wire() {
        this(INPUT_OCTETS, new ClientTls());
    }

    private Wire(int bufferOctets, ClientTls tls) {
        this.tls = tls;
        input = new byte[bufferOctets];
        output = new byte[bufferOctets];
    }

    /** Wires with small buffers, for connections that are many and say little. */
    public static List<Wire> small(int count) {
        ClientTls shared = new ClientTls();
        return IntStream.range(0, count).mapToObj(_ -> new Wire(SMALL_OCTETS, shared)).toList();
    }

    /** Connects, and shakes hands when TLS is implicit. An earlier connection is closed. */
    public void connect(Endpoint endpoint) throws IOException {
        close();
        position = 0;
        limit = 0;
        pending = 0;
        resumed = false;
        Socket plain = new Socket();
        waitingSinceNanos = System.nanoTime();
        socket = plain;
        plain.setTcpNoDelay(true);
        plain.connect(endpoint.address(), Math.toIntExact(CONNECT_MAX.toMillis()));
        switch (endpoint.protection()) {
            case PLAIN, STLS -> use(plain);
            case TLS -> startTls(false);
            case TLS_RESUMED -> startTls(true);
        }
    }

    /**
     * Shakes hands on the connection as it is. What was read and not yet used is refused: nobody
     * may speak before the handshake (RFC 2595 §4).
     */
    void startTls(boolean resume) throws IOException {
        if (position != limit) {
            throw new WrongAnswer("octets before the TLS handshake");
        }
        Socket plain = connected(socket);
        long startedMillis = System.currentTimeMillis();
        SSLSocket secured = tls.wrap(plain, resume);
        SSLSession session = secured.getSession();
        resumed = session.getCreationTime() < startedMillis;
        tlsVersion = session.getProtocol() + " " + session.getCipherSuite();
        socket = secured;
        use(secured);
    }

    private void use(Socket open) throws IOException {
        in = open.getInputStream();
        out = open.getOutputStream();
    }

    /** Whether the TLS session of this connection was resumed. */
    public boolean resumed() {
        return resumed;
    }

    /** Version and cipher suite of the last TLS handshake, or nothing. */
    public String tlsVersion() {
        return tlsVersion;
    }

    /** Octets received since this wire was made, TLS records not counted. */
    public long receivedOctets() {
        return receivedOctets;
    }

    /** Adds octets to what the next {@link #flush} sends; sends when the buffer is full. */
    void put(byte[] octets, int offset, int length) throws IOException {
        if (length > output.length - pending) {
            flush();
            if (length > output.length) {
                connected(out).write(octets, offset, length);
                return;
            }
        }
        System.arraycopy(octets, offset, output, pending, length);
        pending += length;
    }

    void put(byte[] octets) throws IOException {
        put(octets, 0, octets.length);
    }

    /** Adds a number in decimal. */
    void putNumber(int number) throws IOException {
        int divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            if (pending == output.length) {
                flush();
            }
            output[pending++] = (byte) ('0' + number / divisor % 10);
        }
    }

    void flush() throws IOException {
        if (pending > 0) {
            waitingSinceNanos = System.nanoTime();
            connected(out).write(output, 0, pending);
            connected(out).flush();
            pending = 0;
        }
    }

    /**
     * Reads more into the free part of the buffer; what was used is dropped first when there is no
     * room.
     */
    void fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == input.length) {
            System.arraycopy(input, position, input, 0, limit - position);
            limit -= position;
            position = 0;
        }
        if (limit == input.length) {
            throw new WrongAnswer("line longer than " + input.length + " octets");
        }
        waitingSinceNanos = System.nanoTime();
        int count = connected(in).read(input, limit, input.length - limit);
        if (count < 0) {
            throw new EOFException("connection closed by the server");
        }
        limit += count;
        receivedOctets += count;
    }

    /**
     * Makes sure that at least {@code count} octets (a handful) can be read from {@link #position}.
     */
    void need(int count) throws IOException {
        while (limit - position < count) {
            fill();
        }
    }

    /**
     * Reads one line and returns its length without CRLF; it begins at {@link #lineStart} until the
     * next read. A line that ends in a bare LF is refused.
     */
    int line() throws IOException {
        int scanned = 0;
        while (true) {
            int feed = lineFeed(input, position + scanned, limit);
            if (feed >= 0) {
                int length = feed - position - 1;
                if (length < 0 || input[feed - 1] != '\r') {
                    throw new WrongAnswer("line without CR");
                }
                lineStart = position;
                position = feed + 1;
                return length;
            }
            scanned = limit - position;
            if (scanned > STATUS_LINE_OCTETS_MAX) {
                throw new WrongAnswer("line longer than " + STATUS_LINE_OCTETS_MAX + " octets");
            }
            fill();
        }
    }

    /** The last line as text, for messages about it. */
    String lineText(int length) {
        return new String(input, lineStart, Math.min(length, 120), StandardCharsets.ISO_8859_1);
    }

    /** Waits for the end of the stream; anything before it is wrong. */
    void expectEnd() throws IOException {
        waitingSinceNanos = System.nanoTime();
        if (position != limit || connected(in).read(input, 0, 1) >= 0) {
            throw new WrongAnswer("octets after the answer to QUIT");
        }
        close();
    }

    /**
     * Closes the connection when its thread has waited for the server for longer than {@code
     * patience}; says whether it did.
     */
    public boolean closeIfStalled(Duration patience) {
        Socket open = socket;
        if (open == null || System.nanoTime() - waitingSinceNanos < patience.toNanos()) {
            return false;
        }
        close();
        return true;
    }

    /** Closes the connection, if there is one, without a word. */
    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // Closing is all that was wanted; the peer may be gone already.
                position = limit;
            }
        }
    }

    private static <T> T connected(@Nullable T part) throws IOException {
        if (part == null) {
            throw new IOException("not connected");
        }
        return part;
    }

    /**
     * Index of the first LF in {@code [from, to)}, or -1: eight octets at a time, as this is where
     * a fetch spends its time.
     */
    static int lineFeed(byte[] octets, int from, int to) {
        int index = from;
        for (; index + Long.BYTES <= to; index += Long.BYTES) {
            long word = (long) LONGS.get(octets, index) ^ LINE_FEEDS;
            if (((word - ONES) & ~word & HIGH_BITS) != 0) {
                break;
            }
        }
        for (; index < to; index++) {
            if (octets[index] == '\n') {
                return index;
            }
        }
        return -1;
    }
}
