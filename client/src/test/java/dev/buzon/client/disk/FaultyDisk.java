package dev.buzon.client.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The real disk, until a chosen operation: there it stops for good, as for a process that is
 * killed; or it is full for a while. After a stop it can also take back what was never synced, as a
 * power cut does.
 */
public final class FaultyDisk implements Disk {
    /** What every operation throws once the disk has stopped. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("the machine has stopped");
        }
    }

    private final Disk real = Disk.real();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Long> syncedLength = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final List<Watched> open = new ArrayList<>();
    private int operations;
    private int stopAt = Integer.MAX_VALUE;
    private boolean torn;
    private int fullFrom = Integer.MAX_VALUE;
    private int fullTo = Integer.MAX_VALUE;

    /** A name that a folder got or lost and that a power cut takes back until it is synced. */
    private sealed interface Name {
        record Made(Path file) implements Name {}

        record Renamed(Path from, Path to) implements Name {}

        record Gone(Path file, String content) implements Name {}
    }

    /** How many operations there were so far. */
    public int operations() {
        return operations;
    }

    /**
     * Stops at this operation, counted from 1.
     *
     * @param halfWritten whether a write that is stopped at leaves half of its octets
     */
    public FaultyDisk stopAt(int operation, boolean halfWritten) {
        stopAt = operation;
        torn = halfWritten;
        return this;
    }

    /** Has no room from this operation on, until that one. */
    public FaultyDisk full(int from, int to) {
        fullFrom = from;
        fullTo = to;
        return this;
    }

    /** Takes back what was not synced: the worst that a power cut may do. */
    public void cutPower() throws IOException {
        for (int i = names.size() - 1; i >= 0; i--) {
            switch (names.get(i)) {
                case Name.Made(var file) -> Files.deleteIfExists(file);
                case Name.Renamed(var from, var to) -> {
                    if (Files.exists(to)) {
                        Files.move(to, from);
                        moveLength(to, from);
                    }
                }
                case Name.Gone(var file, var content) -> {
                    if (!Files.exists(file)) {
                        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
                    }
                }
            }
        }
        names.clear();
        for (Map.Entry<Path, Long> each : syncedLength.entrySet()) {
            if (Files.exists(each.getKey())) {
                try (Writing writing = real.append(each.getKey())) {
                    if (writing.octets() > each.getValue()) {
                        writing.cut(each.getValue());
                    }
                }
            }
        }
    }

    private void moveLength(Path from, Path to) {
        Long length = syncedLength.remove(from);
        if (length != null) {
            syncedLength.put(to, length);
        }
    }

    /** One operation is about to begin. */
    private void step(boolean takesRoom) throws IOException {
        operations++;
        if (operations >= stopAt) {
            throw new Stopped();
        }
        if (takesRoom && operations >= fullFrom && operations < fullTo) {
            throw new IOException("No space left on device");
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T doing(boolean takesRoom, Action<T> action) throws IOException {
        lock.lock();
        try {
            step(takesRoom);
            return action.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        doing(
                true,
                () -> {
                    real.makeFolder(folder);
                    return true;
                });
    }

    @Override
    public Writing create(Path file) throws IOException {
        return doing(
                true,
                () -> {
                    Writing writing = real.create(file);
                    names.add(new Name.Made(file));
                    syncedLength.put(file, 0L);
                    return new Watched(file, writing);
                });
    }

    @Override
    public Writing append(Path file) throws IOException {
        return doing(
                true,
                () -> {
                    if (!Files.exists(file)) {
                        names.add(new Name.Made(file));
                        syncedLength.put(file, 0L);
                    }
                    Writing writing = real.append(file);
                    syncedLength.putIfAbsent(file, writing.octets());
                    return new Watched(file, writing);
                });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        doing(
                true,
                () -> {
                    if (Files.exists(to)) {
                        names.add(
                                new Name.Gone(
                                        to, Files.readString(to, StandardCharsets.ISO_8859_1)));
                    }
                    real.rename(from, to);
                    names.add(new Name.Renamed(from, to));
                    moveLength(from, to);
                    open.forEach(each -> each.renamed(from, to));
                    return true;
                });
    }

    @Override
    public boolean remove(Path file) throws IOException {
        return doing(
                false,
                () -> {
                    if (Files.exists(file)) {
                        names.add(
                                new Name.Gone(
                                        file, Files.readString(file, StandardCharsets.ISO_8859_1)));
                    }
                    return real.remove(file);
                });
    }

    @Override
    public void sync(Path folder) throws IOException {
        doing(
                false,
                () -> {
                    real.sync(folder);
                    names.removeIf(name -> in(folder, name));
                    return true;
                });
    }

    private static boolean in(Path folder, Name name) {
        Set<Path> folders = new HashSet<>();
        switch (name) {
            case Name.Made(var file) -> folders.add(file.getParent());
            case Name.Renamed(var from, var to) -> folders.add(to.getParent());
            case Name.Gone(var file, var content) -> folders.add(file.getParent());
        }
        return folders.contains(folder);
    }

    /** A file whose length at its last sync is known. */
    private final class Watched implements Writing {
        private final Writing writing;
        private Path file;

        Watched(Path file, Writing writing) {
            this.file = file;
            this.writing = writing;
            open.add(this);
        }

        void renamed(Path from, Path to) {
            if (file.equals(from)) {
                file = to;
            }
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            lock.lock();
            try {
                if (torn && operations + 1 == stopAt) {
                    writing.write(octets.slice(octets.position(), octets.remaining() / 2));
                }
                step(true);
                writing.write(octets);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void sync() throws IOException {
            doing(
                    false,
                    () -> {
                        writing.sync();
                        syncedLength.put(file, writing.octets());
                        return true;
                    });
        }

        @Override
        public long octets() throws IOException {
            return writing.octets();
        }

        @Override
        public void cut(long octets) throws IOException {
            doing(
                    false,
                    () -> {
                        writing.cut(octets);
                        syncedLength.computeIfPresent(
                                file, (path, length) -> Math.min(length, octets));
                        return true;
                    });
        }

        @Override
        public Closeable lock() throws IOException {
            return writing.lock();
        }

        @Override
        public void close() throws IOException {
            lock.lock();
            try {
                open.remove(this);
            } finally {
                lock.unlock();
            }
            writing.close();
        }
    }
}
