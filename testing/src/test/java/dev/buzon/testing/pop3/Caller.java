package dev.buzon.testing.pop3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** A client that says and reads lines, and nothing more. */
final class Caller implements AutoCloseable {
    private Socket socket;

    Caller(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that has read the greeting and logged in. */
    static Caller loggedIn(MisbehavingServer server) {
        Caller caller = new Caller(server.port());
        caller.line();
        caller.ask("USER ana");
        caller.ask("PASS secreto");
        return caller;
    }

    void secure(MisbehavingServer server) {
        try {
            var factory = server.authority().client().getSocketFactory();
            SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", 0, true);
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            socket = tls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line with its end; what there was, when the connection ended before. */
    String line() {
        var line = new ByteArrayOutputStream();
        try {
            int octet = 0;
            while (octet >= 0 && octet != '\n') {
                octet = socket.getInputStream().read();
                if (octet >= 0) {
                    line.write(octet);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    String ask(String command) {
        send(command + "\r\n");
        return line();
    }

    /** The lines of an answer of several, without their ends and the dot; the status line first. */
    List<String> askLines(String command) {
        List<String> lines = new ArrayList<>(List.of(ask(command).strip()));
        for (String line = line(); !line.strip().equals("."); line = line()) {
            if (line.isEmpty()) {
                throw new IllegalStateException("no end: " + lines);
            }
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    /** Everything up to the end of the connection. */
    String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int available() throws IOException {
        return socket.getInputStream().available();
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
