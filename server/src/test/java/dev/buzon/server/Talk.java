package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that types, and may behave badly. */
final class Talk implements AutoCloseable {
    private static final int ANSWER_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** Connects and reads the greeting. */
    Talk(int port) throws IOException {
        this(port, 0);
        next();
    }

    /** Connects only; with a receive buffer of this size, 0 = the usual one. */
    Talk(int port, int receiveOctets) throws IOException {
        if (receiveOctets > 0) {
            socket.setReceiveBufferSize(receiveOctets);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(ANSWER_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends octets as they are and waits for nothing. */
    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line and checks how the answer begins. */
    void say(String line, String expected) throws IOException {
        send(line + "\r\n");
        hear(expected);
    }

    /** Reads one answer, of SMTP its last line, and checks how it begins. */
    String hear(String expected) throws IOException {
        String line = next();
        while (line.length() > 3 && line.charAt(3) == '-' && Character.isDigit(line.charAt(0))) {
            line = next();
        }
        assertThat(line).startsWith(expected);
        return line;
    }

    /** The lines of an answer that ends in a dot, the dot included. */
    List<String> lines(String command) throws IOException {
        send(command + "\r\n");
        return lines();
    }

    /** The same for an answer that was asked for before. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(next());
        } while (!lines.getLast().equals(".") && !lines.getLast().equals("(closed)"));
        return lines;
    }

    /** The next line, or {@code (closed)}. */
    String next() throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            line.write(octet);
            octet = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return octet < 0 && text.isEmpty() ? "(closed)" : text.stripTrailing();
    }

    /** Reads this many octets. */
    byte[] read(int octets) throws IOException {
        return in.readNBytes(octets);
    }

    /** Everything up to the end of the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Breaks the connection off, so that the other side gets a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
