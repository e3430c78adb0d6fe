package dev.buzon.e2e.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client's end of a POP3 or LMTP connection on this machine. */
final class Talk implements AutoCloseable {
    /** Longer than {@code lock-wait}, for a busy machine. */
    private static final int PATIENCE_MS = 30_000;

    private static final int BUFFER_OCTETS = 1 << 16;

    /** The password of every account of these tests. */
    static final String PASSWORD = "secreto";

    private final Socket socket = new Socket();
    private final InputStream in;

    Talk(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_OCTETS);
    }

    /** Logged in at a POP3 port. */
    static Talk pop3(int port, String user) throws IOException {
        Talk talk = new Talk(port);
        try {
            talk.line();
            talk.done("USER " + user + "@example.test");
            talk.done("PASS " + PASSWORD);
            return talk;
        } catch (IOException | AssertionError e) {
            talk.close();
            throw e;
        }
    }

    /** Greeted at an LMTP port (RFC 2033 §4.1). */
    static Talk lmtp(int port) throws IOException {
        Talk talk = new Talk(port);
        talk.reply();
        talk.say("LHLO client.example.test");
        talk.reply();
        return talk;
    }

    void say(String line) throws IOException {
        send((line + "\r\n").getBytes(ISO_8859_1));
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    /** The next line, without its CRLF. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("ended behind \"" + line + "\"");
            }
            line.append((char) octet);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    /** The last line of an SMTP reply. */
    String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    /** So many octets as they come, or fewer at the end of the connection. */
    byte[] octets(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** What is answered to this, in one line. */
    String ask(String command) throws IOException {
        say(command);
        return line();
    }

    /** Says this, which must be answered with success. */
    String done(String command) throws IOException {
        String answer = ask(command);
        if (!answer.startsWith("+OK") && !answer.startsWith("2") && !answer.startsWith("3")) {
            throw new AssertionError(command + " was answered: " + answer);
        }
        return answer;
    }

    /** The identifiers of a maildrop by the numbers of its messages. */
    Map<Integer, String> uidls() throws IOException {
        done("UIDL");
        Map<Integer, String> uidls = new LinkedHashMap<>();
        for (String line = line(); !line.equals("."); line = line()) {
            String[] words = line.split(" ", -1);
            uidls.put(Integer.valueOf(words[0]), words[1]);
        }
        return uidls;
    }

    /** The octets of a message. */
    byte[] retrieve(int number) throws IOException {
        done("RETR " + number);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String line = line(); !line.equals("."); line = line()) {
            all.writeBytes(
                    ((line.startsWith(".") ? line.substring(1) : line) + "\r\n")
                            .getBytes(ISO_8859_1));
        }
        return all.toByteArray();
    }

    /** Goes as far as the content of a message for these people. */
    void begin(List<String> recipients) throws IOException {
        done("MAIL FROM:<sender@example.org>");
        for (String recipient : recipients) {
            done("RCPT TO:<" + recipient + "@example.test>");
        }
        done("DATA");
    }

    /** Sends content, with its dots doubled and without the last one (RFC 5321 §4.5.2). */
    void content(byte[] octets) throws IOException {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(octets.length + 100);
        boolean atStart = true;
        for (byte octet : octets) {
            if (atStart && octet == '.') {
                stuffed.write('.');
            }
            stuffed.write(octet);
            atStart = octet == '\n';
        }
        send(stuffed.toByteArray());
    }

    /** Sends the message of this name; an answer for each recipient. */
    List<String> deliver(String name, List<String> recipients) throws IOException {
        begin(recipients);
        content(Letter.octets(name));
        say(".");
        List<String> answers = new ArrayList<>();
        for (String _ : recipients) {
            answers.add(line());
        }
        return answers;
    }

    /** Goes away without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
