package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message that is being written: in memory while it is small, so that whoever reads it from the
 * line never waits for the disk, and in its file from then on.
 */
final class Draft {
    /** Above this a message goes into its file while it is still arriving. */
    static final int SMALL_OCTETS = 256 * 1024;

    private static final int FIRST_OCTETS = 1024;
    private static final int OUT_OCTETS = 64 * 1024;

    private final Disk disk;
    private final Path file;
    private final Room room;
    private final boolean exact;
    private final int expected;
    private final LineEnds ends = new LineEnds();
    private Shape shape;
    private byte @Nullable [] memory;
    private int used;
    private int taken;
    private Disk.@Nullable Writing writing;
    private long octets;

    /**
     * @param shape how it is written
     * @param exact whether a message whose lines end in more than one way is written as it was sent
     *     instead, so that its octets can be had again
     * @param announced how many octets will probably come
     */
    Draft(Disk disk, Path file, Room room, Shape shape, boolean exact, long announced) {
        this.expected = Math.clamp(announced + announced / 16, FIRST_OCTETS, SMALL_OCTETS);
        this.disk = disk;
        this.file = file;
        this.room = room;
        this.shape = shape;
        this.exact = exact;
    }

    Path file() {
        return file;
    }

    /** How long the file is, once it is sealed. */
    long octets() {
        return octets;
    }

    void write(ByteBuffer in) throws IOException {
        if (exact) {
            ends.look(in);
        }
        if (writing == null && !keep(in)) {
            spill();
        }
        if (in.hasRemaining()) {
            if (ends.bareLineFeed() && shape instanceof Shape.LocalLines lines) {
                writeAgainAsSent(lines);
            }
            put(in);
        }
    }

    private boolean keep(ByteBuffer in) {
        int needed = used + in.remaining();
        if (needed > SMALL_OCTETS) {
            return false;
        }
        byte[] now = memory == null ? new byte[0] : memory;
        if (needed > now.length) {
            int length = Math.min(SMALL_OCTETS, needed <= expected ? expected : 2 * needed);
            if (!room.take(length - taken)) {
                return false;
            }
            taken = length;
            now = Arrays.copyOf(now, length);
            memory = now;
        }
        int length = in.remaining();
        in.get(now, used, length);
        used += length;
        return true;
    }

    /** Moves what is in memory into the file. */
    private void spill() throws IOException {
        writing = disk.create(file);
        if (ends.bareLineFeed() && shape instanceof Shape.LocalLines) {
            shape = new Shape.AsSent();
        }
        if (memory != null) {
            ByteBuffer held = ByteBuffer.wrap(memory, 0, used);
            memory = null;
            put(held);
        }
        forget();
    }

    private void put(ByteBuffer in) throws IOException {
        Disk.Writing to = open();
        if (shape instanceof Shape.AsSent) {
            to.write(in);
            return;
        }
        ByteBuffer out = ByteBuffer.allocate(Shape.room(Math.min(OUT_OCTETS, in.remaining())));
        while (in.hasRemaining()) {
            int step = Math.min(OUT_OCTETS, in.remaining());
            ByteBuffer part = in.slice(in.position(), step);
            in.position(in.position() + step);
            shape.pass(part, out);
            to.write(out.flip());
            out.clear();
        }
    }

    /** A bare LF has come after lines with CRLF were shortened: gives them back their CR. */
    private void writeAgainAsSent(Shape.LocalLines lines) throws IOException {
        Disk.Writing before = open();
        before.close();
        Path again = file.resolveSibling(file.getFileName() + "~");
        Disk.Writing to = disk.create(again);
        writing = to;
        try {
            copyInWireForm(to);
            disk.rename(again, file);
        } catch (IOException e) {
            disk.remove(again);
            throw e;
        }
        ByteBuffer rest = ByteBuffer.allocate(1);
        lines.finish(rest);
        to.write(rest.flip());
        shape = new Shape.AsSent();
    }

    private void copyInWireForm(Disk.Writing to) throws IOException {
        Shape wire = new Shape.WireLines();
        ByteBuffer out = ByteBuffer.allocate(Shape.room(OUT_OCTETS));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = new byte[OUT_OCTETS];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                wire.pass(ByteBuffer.wrap(part, 0, n), out);
                to.write(out.flip());
                out.clear();
            }
        }
    }

    /** Writes the end and makes it durable. */
    void seal() throws IOException {
        if (writing == null) {
            spill();
        }
        Disk.Writing to = open();
        ByteBuffer end = ByteBuffer.allocate(Shape.room(0));
        shape.finish(end);
        to.write(end.flip());
        octets = to.octets();
        to.sync();
        to.close();
        writing = null;
    }

    /** Removes whatever there is of it. */
    void discard() {
        forget();
        try {
            if (writing != null) {
                writing.close();
            }
        } catch (IOException e) {
            // What follows removes the file, whatever closing it said.
        } finally {
            writing = null;
        }
        try {
            disk.remove(file);
        } catch (IOException e) {
            // A file under a temporary name that stays is removed after 36 hours.
        }
    }

    private void forget() {
        memory = null;
        room.giveBack(taken);
        taken = 0;
        used = 0;
    }

    private Disk.Writing open() throws IOException {
        if (writing == null) {
            throw new IOException("the message has been sealed or discarded");
        }
        return writing;
    }
}
