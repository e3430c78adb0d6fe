package dev.buzon.testing.smtp;

import dev.buzon.testing.wire.Said.Side;
import dev.buzon.testing.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a client sends: lines, texts that end in a dot, chunks of known length. */
final class Intake {
    /** A line or a text that goes on longer is given up. */
    private static final int OCTETS_MAX = 64 * 1024 * 1024;

    private final Wire wire;
    private byte[] packet = {};
    private int at;

    Intake(Wire wire) {
        this.wire = wire;
    }

    /** What arrived and was not taken yet; from now on nothing has. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(packet, at, packet.length);
        packet = new byte[0];
        at = 0;
        return rest;
    }

    private int octet() throws IOException {
        if (at == packet.length) {
            packet = wire.read();
            at = 0;
        }
        if (packet.length == 0) {
            throw new EOFException("the client is gone");
        }
        return packet[at++] & 0xff;
    }

    /** A line without its end. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            line.write(octet);
            bound(line.size());
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** A text up to the lone dot, dots no longer doubled (RFC 5321 §4.5.2). */
    byte[] text() throws IOException {
        var text = new ByteArrayOutputStream();
        for (String line = line(); !line.equals("."); line = line()) {
            String content = line.startsWith(".") ? line.substring(1) : line;
            text.writeBytes((content + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bound(text.size());
        }
        wire.record(Side.CLIENT, false, "[" + text.size() + " octets and a dot]");
        return text.toByteArray();
    }

    /** A chunk (RFC 3030 §2). */
    byte[] chunk(int octets) throws IOException {
        bound(octets);
        byte[] chunk = new byte[octets];
        for (int i = 0; i < octets; i++) {
            chunk[i] = (byte) octet();
        }
        wire.record(Side.CLIENT, false, "[" + octets + " octets]");
        return chunk;
    }

    private static void bound(int octets) throws IOException {
        if (octets > OCTETS_MAX) {
            throw new IOException("more than " + OCTETS_MAX + " octets");
        }
    }
}
