package dev.buzon.jakarta;

import jakarta.mail.util.SharedByteArrayInputStream;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A whole message that was retrieved: in memory when it is small, else in a file of its own. */
sealed interface Spool {
    /** Octets of a message that is kept in memory. */
    int SMALL = 256 * 1024;

    /** Octets of the longest header that is read; Jakarta Mail keeps headers in memory. */
    int HEADER_MOST = 8 * 1024 * 1024;

    /** Where its header ends: the octets up to and with the empty line. */
    long headerOctets();

    /** All its octets. */
    long octets();

    /** Its octets from this one on; Jakarta Mail's way to let many parts share one source. */
    InputStream from(long octet) throws IOException;

    /** Frees what it holds. */
    void discard();

    /** In memory. */
    final class Memory implements Spool {
        private final byte[] content;
        private final long headerOctets;

        private Memory(byte[] content, long headerOctets) {
            this.content = content;
            this.headerOctets = headerOctets;
        }

        @Override
        public long headerOctets() {
            return headerOctets;
        }

        @Override
        public long octets() {
            return content.length;
        }

        @Override
        public InputStream from(long octet) {
            int start = Math.toIntExact(Math.min(octet, content.length));
            return new SharedByteArrayInputStream(content, start, content.length - start);
        }

        @Override
        public void discard() {}
    }

    /** In a temporary file that nobody else can read. */
    record OnDisk(Path file, long octets, long headerOctets) implements Spool {
        @Override
        public InputStream from(long octet) throws IOException {
            SharedFileInputStream whole = new SharedFileInputStream(file.toFile());
            return whole.newStream(Math.min(octet, octets), octets);
        }

        @Override
        public void discard() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException _) {
                file.toFile().deleteOnExit();
            }
        }
    }

    /** Takes a message from the wire. */
    static Spool take(InputStream in) throws IOException {
        byte[] head = in.readNBytes(SMALL + 1);
        HeaderEnd end = new HeaderEnd();
        end.look(head, head.length);
        if (head.length <= SMALL) {
            return new Memory(head, end.octets());
        }
        Path file = Files.createTempFile("buzon-", ".eml"); // 0600 by itself
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            long octets = head.length;
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                end.look(buffer, n);
                out.write(buffer, 0, n);
                octets += n;
            }
            whole = true;
            return new OnDisk(file, octets, end.octets());
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Takes the header that TOP gave.
     *
     * @throws IOException when it is longer than a header can be
     */
    static byte[] header(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_MOST + 1);
        if (header.length > HEADER_MOST) {
            throw new IOException("the header has more than " + HEADER_MOST + " octets");
        }
        return header;
    }
}
