package dev.buzon.client.sink;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** Looks for a message in an mbox file. */
final class MboxSearch {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private MboxSearch() {}

    /** Where the line begins that begins with this. */
    static OptionalLong find(Path file, String begin) throws IOException {
        return find(file, 0, begin.getBytes(StandardCharsets.US_ASCII));
    }

    private static OptionalLong find(Path file, long from, byte[] begin) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(from);
            boolean candidate = true;
            int matched = 0;
            long at = from;
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                at++;
                candidate = candidate && octet == begin[matched];
                matched = candidate ? matched + 1 : 0;
                if (matched == begin.length) {
                    return OptionalLong.of(at - matched);
                }
                if (octet == '\n') {
                    candidate = true;
                    matched = 0;
                }
            }
        } catch (NoSuchFileException e) {
            // no file, no message
        }
        return OptionalLong.empty();
    }

    /** Where the message that begins there ends: at the next separator, or with the file. */
    private static long endOf(Path file, long begin) throws IOException {
        return find(file, begin + FROM.length, FROM).orElse(Files.size(file));
    }

    /** Whether nothing follows the message that begins there. */
    static boolean reachesEnd(Path file, long begin) throws IOException {
        return endOf(file, begin) == Files.size(file);
    }

    /**
     * Whether less of a message is there than was to be appended. One that is longer was changed by
     * a reader, which readers do with whole messages.
     */
    static boolean isTorn(Path file, long begin, Path sealed) throws IOException {
        return endOf(file, begin) - begin < Files.size(sealed);
    }

    /** The last two octets of a file of this length. */
    static String end(Path file, long octets) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(2, octets));
            long at = octets - end.remaining();
            while (end.hasRemaining() && channel.read(end, at + end.position()) >= 0) {
                // until both are there
            }
            return new String(end.array(), StandardCharsets.ISO_8859_1);
        }
    }
}
