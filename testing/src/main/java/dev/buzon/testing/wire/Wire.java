package dev.buzon.testing.wire;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.testing.wire.Said.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSocket;

/**
 * The server's end of one connection. What it says is gathered until {@link #flush}, so that one
 * packet may carry several answers. Not for several threads, but for {@link #close}.
 */
public final class Wire implements AutoCloseable {
    /** A client that says nothing for so long is not waited for any more. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Given to a client to read the end, before its connection is closed whatever it does. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final int PACKET_OCTETS = 64 * 1024;

    private final Socket plain;
    private final Transcript transcript;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int packetOctets = PACKET_OCTETS;
    private Socket current;
    private long said;
    private long sayAtMost = Long.MAX_VALUE;
    private End thenEnd = End.FIN;

    /** A wire over an accepted connection. */
    public Wire(Socket accepted, Transcript transcript) throws IOException {
        this.plain = accepted;
        this.current = accepted;
        this.transcript = transcript;
        accepted.setTcpNoDelay(true);
        patience(PATIENCE);
    }

    /** What is said over it is recorded here. */
    public Transcript transcript() {
        return transcript;
    }

    /** How long a read waits from now on; then it is as if the client had ended. */
    public void patience(Duration time) throws IOException {
        plain.setSoTimeout(Math.toIntExact(time.toMillis()));
    }

    /** Reads and writes through buffers of this size from now on. */
    public void narrow(int octets) throws IOException {
        packetOctets = octets;
        plain.setReceiveBufferSize(octets);
        plain.setSendBufferSize(octets);
    }

    /** What one read gives, after everything held was said; empty when the client has ended. */
    public byte[] read() throws IOException {
        flush();
        byte[] packet = new byte[packetOctets];
        try {
            int n = current.getInputStream().read(packet);
            return Arrays.copyOf(packet, Math.max(n, 0));
        } catch (SocketTimeoutException _) {
            return new byte[0];
        }
    }

    /** Says this, soon, and records it as it is. */
    public void say(String line) throws IOException {
        say(line, (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says these octets, soon, and records this instead of them. */
    public void say(String asRecorded, byte[] octets) throws IOException {
        record(Side.SERVER, false, asRecorded);
        sayOnly(octets);
    }

    /** Says these octets, soon, without a record. */
    public void sayOnly(byte[] octets) throws IOException {
        int n = (int) Math.min(octets.length, sayAtMost - said);
        held.write(octets, 0, n);
        said += n;
        if (said == sayAtMost) {
            end(thenEnd);
            throw new EndedException(thenEnd);
        }
        if (held.size() >= PACKET_OCTETS) {
            flush();
        }
    }

    /** Everything that was said leaves. */
    public void flush() throws IOException {
        if (held.size() > 0) {
            byte[] octets = held.toByteArray();
            held.reset();
            current.getOutputStream().write(octets);
            current.getOutputStream().flush();
        }
    }

    /** Ends in this way when exactly so many octets were said, those of TLS not counted. */
    public void endAfter(long octets, End how) throws IOException {
        sayAtMost = Math.max(octets, said);
        thenEnd = how;
        if (said == sayAtMost) {
            end(how);
            throw new EndedException(how);
        }
    }

    /** Records something that was said. */
    public void record(Side side, boolean credential, String text) {
        transcript.add(new Said(side, secure(), credential, text));
    }

    /** Whether TLS protects it. */
    public boolean secure() {
        return current instanceof SSLSocket;
    }

    /**
     * Begins TLS.
     *
     * @param arrived what the client sent already behind its wish for TLS
     */
    public void secure(SSLContext context, byte[] arrived) throws IOException {
        flush();
        var factory = context.getSocketFactory();
        InputStream consumed = new ByteArrayInputStream(arrived);
        SSLSocket tls = (SSLSocket) factory.createSocket(plain, consumed, true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        current = tls;
    }

    /** What ties SCRAM to this connection, where TLS can say it (RFC 9266 §2). */
    public Optional<ChannelBinding> binding() throws IOException {
        if (current instanceof SSLSocket tls
                && tls.getSession() instanceof ExtendedSSLSession session) {
            try {
                byte[] data =
                        session.exportKeyingMaterialData(
                                ChannelBinding.TLS_EXPORTER_LABEL,
                                new byte[0],
                                ChannelBinding.TLS_EXPORTER_OCTETS);
                return Optional.of(ChannelBinding.tlsExporter(Secret.of(data)));
            } catch (SSLKeyException | UnsupportedOperationException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Says what is held, then ends the connection; without a farewell of TLS. */
    public void end(End how) throws IOException {
        flush();
        switch (how) {
            case FIN -> finish();
            case RST -> {
                plain.setSoLinger(true, 0);
                plain.close();
            }
        }
    }

    /** Closing with octets unread would be a reset, so they are read for a while. */
    private void finish() throws IOException {
        plain.shutdownOutput();
        plain.setSoTimeout(Math.toIntExact(LINGER.toMillis()));
        byte[] rest = new byte[PACKET_OCTETS];
        long until = System.nanoTime() + LINGER.toNanos();
        try {
            int n = 0;
            while (n >= 0 && System.nanoTime() < until) {
                n = plain.getInputStream().read(rest);
            }
        } catch (IOException _) {
            // gone
        }
        plain.close();
    }

    /** Closes the socket at once, from any thread. */
    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException _) {
            // nothing is left to be done
        }
    }
}
