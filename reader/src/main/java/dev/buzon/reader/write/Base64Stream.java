package dev.buzon.reader.write;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Octets in base64 (RFC 2045 §6.8), encoded while they are read; lines end with LF. */
final class Base64Stream extends InputStream {
    /** Octets that make one line of 76 characters. */
    private static final int LINE_OCTETS = 57;

    private static final int LINES = 512;
    private static final Base64.Encoder ENCODER =
            Base64.getMimeEncoder(TransferText.LINE_MAX, new byte[] {'\n'});

    private final InputStream plain;
    private byte[] encoded = new byte[0];
    private int next;
    private boolean ended;

    Base64Stream(InputStream plain) {
        this.plain = plain;
    }

    @Override
    public int read() throws IOException {
        return fill() ? encoded[next++] : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, encoded.length - next);
        System.arraycopy(encoded, next, into, from, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (next < encoded.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        byte[] octets = plain.readNBytes(LINE_OCTETS * LINES);
        ended = octets.length < LINE_OCTETS * LINES;
        if (octets.length == 0) {
            return false;
        }
        byte[] lines = ENCODER.encode(octets);
        encoded = java.util.Arrays.copyOf(lines, lines.length + 1);
        encoded[lines.length] = '\n';
        next = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
