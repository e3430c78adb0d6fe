package dev.buzon.client.net;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/**
 * Octets to and from one server. Used by one thread; {@link #cancel} and {@link #close} may come
 * from any. Every wait ends: a read when nothing came for the read limit, a write likewise, a
 * handshake when it took too long as a whole.
 */
public final class Connection implements AutoCloseable {
    /** Octets that are read at once; a TLS record has 16 KiB. */
    private static final int BUFFER_OCTETS = 64 * 1024;

    private final Line line;
    private final Socket tcp;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream(512);
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER_OCTETS).flip();
    private InputStream in;
    private OutputStream out;
    private Optional<SSLSocket> tls = Optional.empty();
    private final Optional<Future<?>> totalAlarm;
    private volatile Optional<NetException> endedBy = Optional.empty();

    private Connection(Line line, Socket tcp) throws IOException {
        this.line = line;
        this.tcp = tcp;
        tcp.setTcpNoDelay(true);
        tcp.setKeepAlive(true);
        this.in = tcp.getInputStream();
        this.out = tcp.getOutputStream();
        this.totalAlarm =
                line.limits()
                        .total()
                        .map(limit -> Alarm.after(limit, () -> end(tooLong("all in all", limit))));
    }

    /**
     * A connection in clear, or with TLS from the first octet.
     *
     * @throws NetException why there is none
     */
    public static Connection open(Line line, boolean implicitTls) throws NetException {
        Connection connection;
        try {
            connection =
                    new Connection(
                            line, line.dialer().dial(line.server(), line.limits().connect()));
        } catch (InterruptedIOException _) { // a SocketTimeoutException is one
            throw Thread.currentThread().isInterrupted()
                    ? new NetException.Cancelled()
                    : noConnection(line);
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new NetException.Cancelled()
                    : new NetException.Unreachable(line.server(), e);
        }
        line.log().event("connected to " + line.server());
        if (implicitTls) {
            connection.secure();
        }
        return connection;
    }

    /** The octets that came and were not taken yet; whoever takes them moves the position. */
    public ByteBuffer input() {
        return input;
    }

    /** Waits for octets as long as the read limit says. */
    public boolean fill() throws NetException {
        return fill(line.limits().read());
    }

    /**
     * Waits until octets come, and puts them behind those not taken yet. What was written goes out
     * first.
     *
     * @return false when the server has closed its side
     * @throws NetException when nothing came in time, or the connection broke
     */
    public boolean fill(Duration limit) throws NetException {
        flush();
        if (!limit.isPositive()) {
            throw silent(limit);
        }
        input.compact();
        int read = -1;
        try {
            tcp.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
            int room = line.pace().portion(input.remaining());
            read = in.read(input.array(), input.position(), room);
            if (read > 0) {
                input.position(input.position() + read);
            }
        } catch (SocketTimeoutException _) {
            throw why(silent(limit));
        } catch (IOException e) {
            throw why(new NetException.Lost(line.server(), e));
        } finally {
            input.flip();
        }
        if (read < 0) {
            if (endedBy.isPresent()) {
                throw endedBy.get();
            }
            return false;
        }
        rest(read);
        return true;
    }

    /** Puts octets behind those that wait to be sent. */
    public void write(byte[] octets) {
        outgoing.writeBytes(octets);
    }

    /** Sends what was written; {@link #fill} does so by itself. */
    public void flush() throws NetException {
        if (outgoing.size() == 0) {
            return;
        }
        Duration limit = line.limits().read();
        Future<?> alarm = Alarm.after(limit, () -> end(tooLong("taking our octets", limit)));
        try {
            outgoing.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw why(new NetException.Lost(line.server(), e));
        } finally {
            alarm.cancel(false);
            outgoing.reset();
        }
    }

    /**
     * Begins TLS on this connection and checks the certificate. From here on only what came through
     * TLS is seen: octets that came in clear and were not taken are a reason to stop (RFC 2595 §4).
     *
     * @throws NetException.CertificateRefused when the certificate is not to be believed
     * @throws NetException.TlsFailed when there is no TLS
     */
    public void secure() throws NetException {
        flush();
        if (input.hasRemaining()) {
            close();
            throw new NetException.TlsFailed(
                    line.server(), "octets came in clear where TLS was to begin");
        }
        Duration limit = line.limits().connect();
        Future<?> alarm = Alarm.after(limit, () -> end(tooLong("the TLS handshake", limit)));
        try {
            SSLSocket socket = Handshake.on(tcp, line);
            this.tls = Optional.of(socket);
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        } catch (IOException e) {
            close();
            throw why(Handshake.failure(line, e));
        } finally {
            alarm.cancel(false);
        }
        line.log().event("encrypted: " + tls.get().getSession().getProtocol());
    }

    /** Whether TLS protects this connection. */
    public boolean isSecured() {
        return tls.isPresent();
    }

    /**
     * Key material that only both ends of this TLS connection can compute (RFC 8446 §7.5); empty
     * without TLS, and when this TLS cannot export (TLS 1.2 without extended master secret: RFC
     * 9266 §2).
     */
    public Optional<Secret> exported(String label, int octets) {
        return tls.flatMap(socket -> Handshake.exported(socket, label, octets));
    }

    /** The server at the other end. */
    public ServerAddress server() {
        return line.server();
    }

    /** Ends the connection; a thread that waits on it gets {@link NetException.Cancelled}. */
    public void cancel() {
        end(new NetException.Cancelled());
    }

    /** Closes the connection without a word. */
    @Override
    public void close() {
        totalAlarm.ifPresent(alarm -> alarm.cancel(false));
        ended.countDown();
        try {
            tcp.close(); // not the TLS socket: its farewell may wait for a reader that is gone
        } catch (IOException _) {
            // it is gone either way
        }
    }

    private void end(NetException why) {
        endedBy = Optional.of(endedBy.orElse(why));
        close();
    }

    /** What ended the connection if somebody did, or else this. */
    private NetException why(NetException otherwise) {
        // A virtual thread that is interrupted finds its socket closed.
        return Thread.currentThread().isInterrupted()
                ? new NetException.Cancelled()
                : endedBy.orElse(otherwise);
    }

    private void rest(int octets) throws NetException {
        long pause = line.pace().pauseNanos(octets, System.nanoTime());
        if (pause == 0) {
            return;
        }
        try {
            if (ended.await(pause, TimeUnit.NANOSECONDS)) {
                throw why(new NetException.Lost(line.server(), null));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            cancel();
            throw new NetException.Cancelled();
        }
    }

    private static NetException noConnection(Line line) {
        return new NetException.TimedOut(
                "no connection to "
                        + line.server()
                        + " within "
                        + seconds(line.limits().connect()));
    }

    private NetException.TimedOut silent(Duration limit) {
        return new NetException.TimedOut(line.server() + " has been silent for " + seconds(limit));
    }

    private NetException.TimedOut tooLong(String what, Duration limit) {
        return new NetException.TimedOut(
                line.server() + ": " + what + " took longer than " + seconds(limit));
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
