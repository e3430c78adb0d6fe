package dev.buzon.reader.mime;

import java.io.IOException;
import java.io.InputStream;

/** Decodes the lines of a uuencoded file, between its begin and its end. Takes any octets. */
final class UuInputStream extends InputStream {
    private final InputStream in;
    private final LineReader lines;
    private byte[] decoded = {};
    private int next;

    UuInputStream(InputStream in) {
        this.in = in;
        this.lines = new LineReader(in);
    }

    @Override
    public int read() throws IOException {
        return fill() ? decoded[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int read = Math.min(count, decoded.length - next);
        System.arraycopy(decoded, next, into, from, read);
        next += read;
        return read;
    }

    private boolean fill() throws IOException {
        while (next == decoded.length) {
            if (!lines.next(200)) {
                return false;
            }
            decoded = line();
            next = 0;
        }
        return true;
    }

    private byte[] line() {
        if (lines.startsWith("begin ") || lines.startsWith("end")) {
            return new byte[0];
        }
        byte[] octets = new byte[Math.max(0, six(0))];
        for (int i = 0; i < octets.length; i++) {
            int group = 1 + i / 3 * 4;
            int bits =
                    (six(group) << 18)
                            | (six(group + 1) << 12)
                            | (six(group + 2) << 6)
                            | six(group + 3);
            octets[i] = (byte) (bits >> (16 - 8 * (i % 3)));
        }
        return octets;
    }

    /** Blanks that a mailer took from the end of a line are zeros. */
    private int six(int at) {
        int octet = lines.at(at);
        return octet < 0 ? 0 : (octet - 32) & 63;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
