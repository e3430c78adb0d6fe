package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Adds messages to a folder, as many at a time as the caller likes: written in {@code tmp}, synced
 * together, then renamed to where they are seen. What was not committed is gone when this closes.
 */
public final class Adding implements Closeable {
    private static final int PIECE_OCTETS = 64 * 1024;

    private final MailFolder folder;
    private final Disk disk;
    private final List<Waiting> waiting = new ArrayList<>();
    private final byte[] piece = new byte[PIECE_OCTETS];

    private record Waiting(Path file, FileName name, Disk.Writing writing) {}

    Adding(MailFolder folder) throws IOException {
        this.folder = folder;
        this.disk = folder.tree().disk();
        try {
            folder.make();
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
    }

    /** Writes a message; nobody sees it yet. */
    public Held add(InputStream octets, Set<Flag> flags) throws IOException {
        return add(octets, flags, folder.tree().names().next());
    }

    /** The same under a unique name the message has already. */
    Held add(InputStream octets, Set<Flag> flags, String unique) throws IOException {
        Path file = folder.path().resolve("tmp").resolve(folder.tree().names().next());
        try {
            Disk.Writing writing = disk.create(file);
            try {
                for (int n = octets.read(piece); n >= 0; n = octets.read(piece)) {
                    writing.write(ByteBuffer.wrap(piece, 0, n));
                }
                return written(file, writing, flags, unique);
            } catch (IOException | RuntimeException e) {
                discard(file, writing);
                throw e;
            }
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
    }

    private Held written(Path file, Disk.Writing writing, Set<Flag> flags, String unique)
            throws IOException {
        long length = writing.octets();
        String base = dev.buzon.client.sink.MaildirNames.withSize(unique, length);
        FileName plain = new FileName(base, true);
        Set<Flag> copy = EnumSet.noneOf(Flag.class);
        copy.addAll(flags);
        FileName name = copy.isEmpty() ? plain : plain.with(copy);
        waiting.add(new Waiting(file, name, writing));
        return new Held(name, length, Instant.now());
    }

    /** How many messages wait for {@link #commit}. */
    public int waiting() {
        return waiting.size();
    }

    /**
     * Makes all of them durable and visible.
     *
     * @throws NoRoomException when the disk is full; those that are not visible by then are gone
     *     when this closes
     */
    public void commit() throws IOException {
        try {
            Syncing.all(waiting.stream().map(Waiting::writing).toList());
            Set<Boolean> parts = new java.util.TreeSet<>();
            while (!waiting.isEmpty()) {
                Waiting next = waiting.getLast();
                next.writing().close();
                disk.rename(next.file(), folder.place(next.name()));
                parts.add(next.name().fresh());
                waiting.removeLast();
            }
            for (boolean fresh : parts) {
                disk.sync(folder.part(fresh));
            }
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
    }

    private void discard(Path file, Disk.Writing writing) {
        try {
            writing.close();
        } catch (IOException e) {
            // What follows removes the file, whatever closing it said.
        }
        try {
            disk.remove(file);
        } catch (IOException e) {
            // A file in tmp that stays is removed by the collector after 36 hours.
        }
    }

    @Override
    public void close() {
        waiting.forEach(each -> discard(each.file(), each.writing()));
        waiting.clear();
    }
}
