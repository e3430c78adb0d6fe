package dev.buzon.testing.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two loopback ports, one in clear and one under TLS, and what was said at them. */
public final class Doorway implements AutoCloseable {
    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 500;

    /** What a server does with a connection. */
    @FunctionalInterface
    public interface Talk {
        /**
         * Talks until the end; the wire is closed afterwards.
         *
         * @param number the connection, counted from 1
         * @param tls whether it came to the port where TLS begins at once
         */
        void hold(Wire wire, int number, boolean tls) throws IOException;
    }

    private final Talk talk;
    private final ServerSocket inClear;
    private final ServerSocket underTls;
    private final List<Transcript> transcripts = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Doorway(int port, int tlsPort, Talk talk) throws IOException {
        this.talk = talk;
        this.inClear = listen(port);
        this.underTls = listen(tlsPort);
        Thread.ofVirtual().name("door").start(() -> accept(inClear, false));
        Thread.ofVirtual().name("door-tls").start(() -> accept(underTls, true));
    }

    /** Opens two ports; 0 means a free one. */
    public static Doorway open(int port, int tlsPort, Talk talk) {
        try {
            return new Doorway(port, tlsPort, talk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** The port for clear text. */
    public int port() {
        return inClear.getLocalPort();
    }

    /** The port where TLS begins at once. */
    public int tlsPort() {
        return underTls.getLocalPort();
    }

    /** A transcript for each connection, in the order they were accepted. */
    public List<Transcript> transcripts() {
        return List.copyOf(transcripts);
    }

    /** Everything that clients said, over all connections. */
    public List<Said> heard() {
        return transcripts.stream()
                .flatMap(one -> one.lines().stream())
                .filter(line -> line.side() == Said.Side.CLIENT)
                .toList();
    }

    private void accept(ServerSocket listener, boolean tls) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                begin(socket, tls);
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private synchronized void begin(Socket socket, boolean tls) {
        var transcript = new Transcript();
        transcripts.add(transcript);
        int number = transcripts.size();
        Thread.ofVirtual()
                .name("connection-" + number)
                .start(() -> hold(socket, transcript, number, tls));
    }

    private void hold(Socket socket, Transcript transcript, int number, boolean tls) {
        try (Wire wire = new Wire(socket, transcript)) {
            talk.hold(wire, number, tls);
        } catch (IOException _) {
            // the client is gone, or the script ended it: the transcript tells
        } finally {
            open.remove(socket);
        }
    }

    /** Closes the ports and everything that is open. */
    @Override
    public void close() {
        try {
            inClear.close();
            underTls.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException _) {
                    // closed already
                }
            }
        }
    }
}
