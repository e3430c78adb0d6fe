package dev.buzon.reader.write;

import dev.buzon.client.smtp.Letter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A message whose lines end with LF, whatever they ended in; nothing else of it changes. */
final class WithoutReturns extends InputStream {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private int ahead = -2; // nothing was read ahead

    WithoutReturns(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    @Override
    public int read() throws IOException {
        int octet = ahead == -2 ? in.read() : ahead;
        ahead = -2;
        if (octet == '\r') {
            ahead = in.read();
            if (ahead == '\n') {
                ahead = -2;
                return '\n';
            }
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int octet = read();
            if (octet < 0) {
                return count == 0 ? -1 : count;
            }
            into[from + count++] = (byte) octet;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether all of it is ASCII in lines that any server takes, each ended by LF or CRLF. */
    static boolean isSevenBit(InputStream message) throws IOException {
        try (WithoutReturns in = new WithoutReturns(message)) {
            int line = 0;
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                line = octet == '\n' ? 0 : line + 1;
                if (octet == 0 || octet == '\r' || octet > 0x7f || line > Letter.LINE_OCTETS) {
                    return false;
                }
            }
            return true;
        }
    }
}
