package dev.buzon.client.pop3;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.protocol.Secret;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that does what a test tells it to, connection by connection. */
final class Peer implements AutoCloseable {
    /** What a server does on one connection; the connection is closed behind it. */
    interface Play {
        void with(Talk talk) throws IOException;
    }

    private final ServerSocket listener;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** The first connection gets the first play, and so on; the last play is for all others. */
    Peer(Play... plays) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(List.of(plays)));
    }

    /** Where it is. */
    int port() {
        return listener.getLocalPort();
    }

    /** The lines that clients sent, in clear or by TLS. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many connections there were. */
    int connections() {
        return connections.get();
    }

    /** A client for it that is in a hurry and needs no TLS. */
    Pop3 clear() {
        return at(Security.CLEARTEXT);
    }

    /** A client for it that is in a hurry. */
    Pop3 at(Security security) {
        return Pop3.at(new ServerAddress("localhost", port()), security)
                .credentials(
                        new Credentials.Password(
                                "ana", Secret.of("clave".getBytes(StandardCharsets.US_ASCII))))
                .limits(
                        TimeLimits.USUAL
                                .connect(Duration.ofSeconds(5))
                                .read(Duration.ofSeconds(5)));
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(List<Play> plays) {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Play play = plays.get(Math.min(connections.getAndIncrement(), plays.size() - 1));
                Thread.ofVirtual().start(() -> play(socket, play));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void play(Socket socket, Play play) {
        try (socket) {
            socket.setTcpNoDelay(true);
            play.with(new Talk(socket));
        } catch (IOException _) {
            // the client is gone, and the test says whether it should be
        }
    }

    /** One connection, seen from the server. */
    final class Talk {
        private Socket socket;
        private InputStream in;
        private OutputStream out;

        private Talk(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** Sends octets, one for each character. */
        void send(String octets) throws IOException {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** The next line of the client without its end. */
        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the client is gone");
                }
                line.write(octet);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            heard.add(text);
            return text;
        }

        /** Reads a line and answers it. */
        String answer(String octets) throws IOException {
            String line = line();
            send(octets);
            return line;
        }

        /** Begins TLS. */
        void secure(SSLContext context) throws IOException {
            secure(context, _ -> "");
        }

        /** Begins TLS and chooses among the protocols that the client names. */
        void secure(SSLContext context, Function<List<String>, String> protocol)
                throws IOException {
            SSLSocket tls =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "localhost", port(), true);
            tls.setUseClientMode(false);
            tls.setHandshakeApplicationProtocolSelector((_, names) -> protocol.apply(names));
            tls.startHandshake();
            socket = tls;
            in = new BufferedInputStream(tls.getInputStream());
            out = tls.getOutputStream();
        }

        /** When the TLS session began, which may be older than this connection. */
        long sessionBegan() {
            return ((SSLSocket) socket).getSession().getCreationTime();
        }

        /** Waits until the client has closed its side. */
        void untilGone() throws IOException {
            while (in.read() >= 0) {
                // nobody listens
            }
        }

        /** Ends with a reset and not with a farewell. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        Socket socket() {
            return socket;
        }
    }
}
