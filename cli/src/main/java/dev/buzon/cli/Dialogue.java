package dev.buzon.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A conversation with a server over TLS, every line of which somebody may watch. It knows lines and
 * nothing of what they mean.
 */
final class Dialogue implements AutoCloseable {
    /** Who says a line. */
    enum Speaker {
        /** We do. */
        CLIENT("C: "),
        /** The server does. */
        SERVER("S: ");

        final String prefix;

        Speaker(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The server said something else than it must, or nothing. */
    static final class Unexpected extends IOException {
        private static final long serialVersionUID = 1L;

        Unexpected(String message) {
            super(message);
        }
    }

    /** How long the server may take for a line; far more than it needs. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final int LINE_OCTETS = 64 * 1024;
    private static final int LINES = 100_000;

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private final BiConsumer<Speaker, String> watcher;

    private Dialogue(SSLSocket socket, BiConsumer<Speaker, String> watcher) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.watcher = watcher;
    }

    /**
     * Connects to a port of this machine and begins TLS, with the checks that a mail program makes.
     *
     * @param trust which certificates are trusted
     * @param watcher sees every line; what is secret only blotted out
     */
    static Dialogue open(SSLContext trust, int port, BiConsumer<Speaker, String> watcher)
            throws IOException {
        var plain = new java.net.Socket();
        try {
            plain.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.setTcpNoDelay(true);
            var secure =
                    (SSLSocket)
                            trust.getSocketFactory().createSocket(plain, "localhost", port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new Dialogue(secure, watcher);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** The protocol and cipher suite that the handshake agreed on. */
    String tls() {
        return socket.getSession().getProtocol() + ", " + socket.getSession().getCipherSuite();
    }

    /** Sends a line. */
    void say(String line) throws IOException {
        saySecretly(line, line);
    }

    /** Sends a line that the watcher sees in other words. */
    void saySecretly(String line, String shown) throws IOException {
        watcher.accept(Speaker.CLIENT, shown);
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends lines in one go, dots stuffed, and the final dot (RFC 5321 §4.5.2). */
    void sayText(List<String> lines) throws IOException {
        var text = new StringBuilder();
        for (String line : lines) {
            String stuffed = line.startsWith(".") ? "." + line : line;
            watcher.accept(Speaker.CLIENT, stuffed);
            text.append(stuffed).append("\r\n");
        }
        watcher.accept(Speaker.CLIENT, ".");
        out.write(text.append(".\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next line, which must begin like this. */
    String hear(String beginning) throws IOException {
        String line = hear();
        if (!line.startsWith(beginning)) {
            throw new Unexpected("\"" + line + "\" instead of \"" + beginning + "…\"");
        }
        return line;
    }

    /** All lines of an SMTP reply, each of which must begin with this code (RFC 5321 §4.2.1). */
    List<String> hearReply(String code) throws IOException {
        var lines = new ArrayList<String>();
        do {
            lines.add(hear(code));
        } while (lines.getLast().startsWith(code + "-") && lines.size() < LINES);
        return lines;
    }

    /** The lines up to the final dot, dots unstuffed, without it (RFC 1939 §3). */
    List<String> hearText() throws IOException {
        var lines = new ArrayList<String>();
        for (String line = hear(); !line.equals("."); line = hear()) {
            if (lines.size() >= LINES) {
                throw new Unexpected("lines without end");
            }
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        return lines;
    }

    /** The server must close now without another word. */
    void hearNothingMore() throws IOException {
        if (in.read() >= 0) {
            throw new Unexpected("something after the end of the session");
        }
    }

    private String hear() throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new Unexpected("nothing: it closed the connection");
            }
            if (line.size() >= LINE_OCTETS) {
                throw new Unexpected("a line without end");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\r")) {
            throw new Unexpected("a line that does not end with CRLF: " + text);
        }
        String bare = text.substring(0, text.length() - 1);
        watcher.accept(Speaker.SERVER, bare);
        return bare;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
