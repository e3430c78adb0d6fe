package dev.buzon.reader.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the octets of a message are. */
sealed interface Source {
    /** Messages up to this size are read at once: one look at the file, and it may move away. */
    int SMALL_MAX = 1 << 20;

    /** How many octets there are. */
    long octets();

    /** The octets {@code from..to}; none where there are none. */
    InputStream open(long from, long to) throws IOException;

    /** In memory. */
    final class Octets implements Source {
        private final byte[] array;

        /** These octets, which must not be changed. */
        Octets(byte[] array) {
            this.array = array;
        }

        @Override
        public long octets() {
            return array.length;
        }

        @Override
        public InputStream open(long from, long to) {
            int start = (int) Math.min(from, array.length);
            int end = Math.clamp(to, start, array.length);
            return new ByteArrayInputStream(array, start, end - start);
        }
    }

    /** In a file that is read again each time. */
    record OnDisk(Path file, long octets) implements Source {
        @Override
        public InputStream open(long from, long to) throws IOException {
            FileChannel channel = FileChannel.open(file);
            try {
                channel.position(from);
            } catch (IOException unreadable) {
                channel.close();
                throw unreadable;
            }
            return new Bounded(
                    new BufferedInputStream(Channels.newInputStream(channel), 1 << 16),
                    Math.max(0, to - from));
        }
    }

    /** A stretch of another source. */
    record Slice(Source whole, long from, long to) implements Source {
        @Override
        public long octets() {
            return to - from;
        }

        @Override
        public InputStream open(long start, long end) throws IOException {
            return whole.open(from + start, Math.min(to, from + end));
        }
    }

    /** The octets of this file. */
    static Source of(Path file) throws IOException {
        long octets = Files.size(file);
        return octets <= SMALL_MAX
                ? new Octets(Files.readAllBytes(file))
                : new OnDisk(file, octets);
    }
}
