package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;

/** The real disk, which stops at a chosen step, is full from there on, or is two disks. */
public final class OddDisk implements Disk {
    private final Disk real = Disk.real();
    private int steps;
    private int stopAt = Integer.MAX_VALUE;
    private int fullAt = Integer.MAX_VALUE;
    private Path other = Path.of("/nowhere");

    /** What happens at the step where the disk stops, and at all that follow. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;
    }

    public OddDisk stopAt(int step) {
        stopAt = step;
        return this;
    }

    public OddDisk fullAt(int step) {
        fullAt = step;
        return this;
    }

    /** What lies below this folder is on another disk. */
    public OddDisk other(Path folder) {
        other = folder;
        return this;
    }

    public int steps() {
        return steps;
    }

    private void step(boolean takesRoom) throws IOException {
        steps++;
        if (steps >= stopAt) {
            throw new Stopped();
        }
        if (takesRoom && steps >= fullAt) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step(true);
        real.makeFolder(folder);
    }

    @Override
    public Writing create(Path file) throws IOException {
        step(true);
        return new Stepping(real.create(file));
    }

    @Override
    public Writing append(Path file) throws IOException {
        step(true);
        return new Stepping(real.append(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step(false);
        if (from.startsWith(other) != to.startsWith(other)) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "two disks");
        }
        real.rename(from, to);
    }

    @Override
    public boolean remove(Path file) throws IOException {
        step(false);
        return real.remove(file);
    }

    @Override
    public void sync(Path folder) throws IOException {
        step(false);
        real.sync(folder);
    }

    private final class Stepping implements Writing {
        private final Writing writing;

        Stepping(Writing writing) {
            this.writing = writing;
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            step(true);
            writing.write(octets);
        }

        @Override
        public void sync() throws IOException {
            step(true);
            writing.sync();
        }

        @Override
        public long octets() throws IOException {
            return writing.octets();
        }

        @Override
        public void cut(long octets) throws IOException {
            writing.cut(octets);
        }

        @Override
        public Closeable lock() throws IOException {
            return writing.lock();
        }

        @Override
        public void close() throws IOException {
            writing.close();
        }
    }
}
