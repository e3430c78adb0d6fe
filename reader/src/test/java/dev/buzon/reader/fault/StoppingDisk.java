package dev.buzon.reader.fault;

import dev.buzon.client.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real disk until a chosen change, and nothing from then on: as for a process that is killed.
 * Changes are counted from 1, so that a test can stop at each of them.
 */
public final class StoppingDisk implements Disk {
    /** What every change throws once the disk has stopped. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("the machine has stopped");
        }
    }

    private final Disk real = Disk.real();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile int stopAt = Integer.MAX_VALUE;

    /** Stops at the so many-th change from now on. */
    public void stopAfter(int more) {
        stopAt = changes.get() + more;
    }

    /** Whether it has stopped. */
    public boolean stopped() {
        return changes.get() >= stopAt;
    }

    private void step() throws Stopped {
        if (changes.incrementAndGet() >= stopAt) {
            throw new Stopped();
        }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        real.makeFolder(folder);
    }

    @Override
    public Writing create(Path file) throws IOException {
        step();
        return new Counted(real.create(file));
    }

    @Override
    public Writing append(Path file) throws IOException {
        step();
        return new Counted(real.append(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        real.rename(from, to);
    }

    @Override
    public boolean remove(Path file) throws IOException {
        step();
        return real.remove(file);
    }

    @Override
    public void sync(Path folder) throws IOException {
        step();
        real.sync(folder);
    }

    private final class Counted implements Writing {
        private final Writing writing;

        Counted(Writing writing) {
            this.writing = writing;
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            if (changes.get() + 1 == stopAt) { // a write that is stopped leaves half
                writing.write(octets.slice(octets.position(), octets.remaining() / 2));
            }
            step();
            writing.write(octets);
        }

        @Override
        public void sync() throws IOException {
            step();
            writing.sync();
        }

        @Override
        public long octets() throws IOException {
            return writing.octets();
        }

        @Override
        public void cut(long octets) throws IOException {
            step();
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
