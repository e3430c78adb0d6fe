package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * The lines of a message, one after the other, with their places. A line ends with LF or CRLF; of
 * one that is longer than is kept, the rest is passed over.
 */
final class LineReader {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int filled;

    private byte[] kept = new byte[1 << 10];
    private int keptLength;
    private long start;
    private long end;
    private long content;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line and keeps its first octets; false at the end. */
    boolean next(int keep) throws IOException {
        start = end;
        keptLength = 0;
        content = 0;
        boolean lastIsCr = false;
        while (fill()) {
            int from = next;
            while (next < filled && buffer[next] != '\n') {
                next++;
            }
            keep(from, keep);
            content += next - from;
            lastIsCr = next > from ? buffer[next - 1] == '\r' : lastIsCr;
            if (next < filled) {
                next++;
                end = start + content + 1;
                content -= lastIsCr ? 1 : 0;
                keptLength = (int) Math.min(keptLength, content);
                return true;
            }
        }
        end = start + content;
        return content > 0;
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            next = 0;
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return next < filled;
    }

    private void keep(int from, int keep) {
        int count = Math.min(next - from, keep - keptLength);
        if (count <= 0) {
            return;
        }
        if (keptLength + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptLength + count));
        }
        System.arraycopy(buffer, from, kept, keptLength, count);
        keptLength += count;
    }

    /** Where the line begins. */
    long start() {
        return start;
    }

    /** Where the next line begins. */
    long end() {
        return end;
    }

    /** Octets of the line without its end. */
    long content() {
        return content;
    }

    /** How many octets end it: 0, 1 or 2. */
    int terminator() {
        return (int) (end - start - content);
    }

    /** Whether all of it was kept. */
    boolean whole() {
        return keptLength == content;
    }

    boolean empty() {
        return content == 0;
    }

    /** The kept octets. */
    byte[] octets() {
        return Arrays.copyOf(kept, keptLength);
    }

    /** How many octets were kept. */
    int length() {
        return keptLength;
    }

    /** The kept octet at this place, or -1. */
    int at(int index) {
        return index >= 0 && index < keptLength ? kept[index] & 0xff : -1;
    }

    boolean startsWith(String prefix) {
        return keptLength >= prefix.length()
                && new String(kept, 0, prefix.length(), ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .equals(prefix);
    }

    /** The kept octets as Latin-1. */
    String text() {
        return new String(kept, 0, keptLength, ISO_8859_1);
    }
}
