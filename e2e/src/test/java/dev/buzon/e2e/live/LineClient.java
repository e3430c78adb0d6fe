package dev.buzon.e2e.live;

import dev.buzon.e2e.play.TrustAll;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.SaslClientStep;
import dev.buzon.protocol.sasl.SaslMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A client that speaks in lines, in clear or inside TLS, and leaves all judgement to its test. */
final class LineClient implements Closeable {
    private static final int PATIENCE_MS = 15_000;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Socket socket;
    private InputStream in;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connected in clear, the greeting not read. */
    static LineClient inClear(int port) throws IOException {
        return new LineClient(new Socket(LOOPBACK, port));
    }

    /** Connected with TLS from the first octet, the greeting not read. */
    static LineClient overTls(int port) throws IOException {
        var client = inClear(port);
        client.startTls();
        return client;
    }

    /** Does the handshake, after STLS or STARTTLS was answered, with the newest version. */
    void startTls() throws IOException {
        startTls("TLSv1.3");
    }

    /** Does the handshake with this version and no other. */
    void startTls(String version) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {TrustAll.manager()}, new SecureRandom());
            var secured =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "127.0.0.1", socket.getPort(), true);
            secured.setEnabledProtocols(new String[] {version});
            secured.startHandshake();
            socket = secured;
            in = new BufferedInputStream(secured.getInputStream());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The suite that was agreed on. */
    String suite() {
        return ((SSLSocket) socket).getSession().getCipherSuite();
    }

    /** What binds an exchange to this connection (RFC 9266 §2). */
    ChannelBinding binding() throws IOException {
        var session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
        var octets =
                session.exportKeyingMaterialData(
                        ChannelBinding.TLS_EXPORTER_LABEL,
                        new byte[0],
                        ChannelBinding.TLS_EXPORTER_OCTETS);
        return ChannelBinding.tlsExporter(Secret.of(octets));
    }

    /** Sends exactly these octets. */
    void send(String octets) throws IOException {
        socket.getOutputStream().write(OctetString.octets(octets));
    }

    /** Sends a command, and gives the first line of the answer. */
    String say(String command) throws IOException {
        send(command + "\r\n");
        return line();
    }

    /** Sends a command, and gives all lines of an SMTP reply. */
    List<String> ask(String command) throws IOException {
        send(command + "\r\n");
        return reply();
    }

    /** One SMTP reply, all its lines. */
    List<String> reply() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(line());
        while (lines.getLast().length() > 3 && lines.getLast().charAt(3) == '-') {
            lines.add(line());
        }
        return lines;
    }

    /** The lines up to the lone dot, still stuffed. */
    List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = line(); !line.equals("."); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** The next line, without its CRLF. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        var last = 0;
        while (true) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server has ended the connection");
            }
            if (octet == '\n' && last == '\r') {
                var text = OctetString.of(line.toByteArray());
                return text.substring(0, text.length() - 1);
            }
            line.write(octet);
            last = octet;
        }
    }

    /** Says that no more will be sent; the server's answers can still be read. */
    void endOfInput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads all that still comes, to the end. */
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    /** Does a whole exchange, over POP3 or SMTP, and gives the answer that ends it. */
    String logIn(SaslClient sasl) throws IOException {
        var initial = sasl.initialResponse().map(m -> " " + m.base64AsInitialResponse()).orElse("");
        var answer = say("AUTH " + sasl.mechanism().wireName() + initial);
        while (answer.startsWith("+ ") || answer.startsWith("334 ")) {
            var challenge = Base64.getDecoder().decode(answer.substring(answer.indexOf(' ') + 1));
            answer =
                    switch (sasl.challenge(SaslMessage.of(challenge))) {
                        case SaslClientStep.Respond(var message) -> say(message.base64());
                        case SaslClientStep.GiveUp _ -> say("*");
                    };
        }
        return answer;
    }

    /** Whether an answer of POP3 or SMTP says yes. */
    static boolean yes(String answer) {
        return answer.toUpperCase(Locale.ROOT).startsWith("+OK") || answer.startsWith("2");
    }

    /** Breaks the connection, so that the server's kernel hears of it at once. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
