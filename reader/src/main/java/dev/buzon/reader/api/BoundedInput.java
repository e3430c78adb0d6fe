package dev.buzon.reader.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Octets that somebody sends, no more than this many: one more ends the reading. */
final class BoundedInput extends FilterInputStream {
    /** More came than is taken. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        private final long most;

        TooMuch(long most) {
            super("more than " + most + " octets");
            this.most = most;
        }

        long most() {
            return most;
        }
    }

    private final long most;
    private long read;

    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        if (got > 0) {
            count(got);
        }
        return got;
    }

    private void count(int octets) throws TooMuch {
        read += octets;
        if (read > most) {
            throw new TooMuch(most);
        }
    }
}
