package dev.buzon.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loopback port where each line is a wish and is answered by a line. */
final class ControlPort implements AutoCloseable {
    /** The longest line: a message of some 70 MB in Base64. */
    private static final int LINE_OCTETS = 96 * 1024 * 1024;

    private static final int BACKLOG = 50;

    private final TestDesk desk;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ControlPort(TestDesk desk, int port) throws IOException {
        this.desk = desk;
        this.listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("control").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("control-line").start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException _) {
            // the test is gone
        } finally {
            open.remove(socket);
        }
    }

    /** Answers lines until they end, or one says that no more come, or makes no sense. */
    void serve(InputStream from, OutputStream to) throws IOException {
        var in = new BufferedInputStream(from);
        boolean more = true;
        while (more) {
            Optional<String> line = line(in);
            if (line.isEmpty()) {
                return;
            }
            TestDesk.Reply reply = desk.answer(line.get().strip());
            to.write((reply.line() + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
            more = reply.more();
        }
    }

    private static Optional<String> line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (line.size() == LINE_OCTETS) {
                throw new IOException("a line of more than " + LINE_OCTETS + " octets");
            }
            line.write(octet);
            octet = in.read();
        }
        return octet < 0 && line.size() == 0
                ? Optional.empty()
                : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException _) {
            // it takes nobody any more
        }
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException _) {
                // closed already
            }
        }
    }
}
