package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Brings messages by LMTP, in BDAT chunks (RFC 3030), so that octets go in as they are. */
final class Postman implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK_OCTETS = 1 << 20;
    private static final int REPLY_MAX = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Knocks at this port of the loopback. */
    Postman(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
        expect("220");
        say("LHLO sender.example");
        expect("250");
    }

    /** Delivers one message to all of them. */
    void deliver(byte[] message, List<String> recipients) throws IOException {
        say("MAIL FROM:<" + Letter.AUTHOR + "> BODY=8BITMIME SMTPUTF8");
        expect("250");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">");
            expect("250");
        }
        int at = 0;
        while (message.length - at > CHUNK_OCTETS) {
            chunk(message, at, CHUNK_OCTETS, "");
            expect("250");
            at += CHUNK_OCTETS;
        }
        chunk(message, at, message.length - at, " LAST");
        for (String _ : recipients) { // one answer each: RFC 2033 §4.2
            expect("250");
        }
    }

    private void chunk(byte[] message, int at, int length, String last) throws IOException {
        out.write(("BDAT " + length + last + "\r\n").getBytes(US_ASCII));
        out.write(message, at, length);
        out.flush();
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    /** Reads one answer, of several lines perhaps (RFC 5321 §4.2.1). */
    private void expect(String code) throws IOException {
        String line = line();
        while (line.startsWith(code + "-")) {
            line = line();
        }
        if (!line.startsWith(code + " ")) {
            throw new IOException("expected " + code + ", got " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet >= 0 && octet != '\n' && line.length() < REPLY_MAX) {
            line.append((char) octet);
            octet = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            say("QUIT");
            expect("221");
        }
    }
}
