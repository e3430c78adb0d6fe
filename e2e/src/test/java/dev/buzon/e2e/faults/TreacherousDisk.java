package dev.buzon.e2e.faults;

import dev.buzon.client.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/**
 * A disk that fails at a chosen operation, and that knows what a power cut would take: octets
 * behind the last sync of their file, and names behind the last sync of their folder. Nothing is
 * really synced, which makes it fast.
 */
final class TreacherousDisk implements Disk {
    /** What goes wrong. */
    enum Trouble {
        NONE,
        /** No more octets and no new files fit. */
        FULL,
        /** What is written cannot be made durable. */
        SYNC_FAILS,
        /** No name can be changed. */
        RENAME_FAILS,
        /** Every operation fails. */
        EVERYTHING_FAILS,
        /** Nothing happens any more: the process is as good as dead. */
        POWER_CUT
    }

    /** A change of names that a power cut may undo. */
    private sealed interface Named {
        Path folder();

        record Made(Path folder, Path file) implements Named {}

        record Moved(Path folder, Path from, Path to, Optional<Past> replaced) implements Named {}

        record Removed(Path folder, Path file, Past past) implements Named {}
    }

    /** What a file was before its name went. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Past(byte[] octets, long synced) {}

    private final Disk real = Disk.real();
    private final Map<Path, Long> synced = new HashMap<>();
    private final List<Named> pending = new ArrayList<>();
    private final boolean lies;
    private Trouble trouble = Trouble.NONE;
    private int from;
    private int to;
    private int operations;

    /**
     * @param lies whether a sync does nothing and says that it did
     */
    TreacherousDisk(boolean lies) {
        this.lies = lies;
    }

    /** From the operation of this number on, counted from now, so many times. */
    synchronized void fail(Trouble how, int at, int times) {
        trouble = how;
        operations = 0;
        from = at;
        to = how == Trouble.POWER_CUT ? Integer.MAX_VALUE : at + times;
    }

    /** All is well again. */
    synchronized void heal() {
        trouble = Trouble.NONE;
    }

    /** The power was cut: takes back what was not synced, or some of it, and is well again. */
    synchronized void losePower(Random random) throws IOException {
        losePower(random.nextInt(pending.size() + 1), most -> random.nextLong(most + 1));
    }

    /** The same, and nothing was written out by itself before it had to be. */
    synchronized void loseEverythingNotSynced() throws IOException {
        losePower(0, _ -> 0);
    }

    private void losePower(int kept, LongUnaryOperator more) throws IOException {
        trouble = Trouble.NONE;
        for (int i = pending.size() - 1; i >= kept; i--) {
            undo(pending.get(i));
        }
        pending.clear();
        for (Map.Entry<Path, Long> file : synced.entrySet()) {
            if (Files.exists(file.getKey())) {
                try (FileChannel channel =
                        FileChannel.open(file.getKey(), StandardOpenOption.WRITE)) {
                    long sure = Math.min(file.getValue(), channel.size());
                    channel.truncate(sure + more.applyAsLong(channel.size() - sure));
                }
            }
        }
        synced.clear();
    }

    private void undo(Named named) throws IOException {
        switch (named) {
            case Named.Made(var _, var file) -> {
                Files.deleteIfExists(file);
                synced.remove(file);
            }
            case Named.Moved(var _, var before, var after, var replaced) -> {
                if (Files.exists(after)) {
                    Files.move(after, before);
                    follow(after, before);
                }
                if (replaced.isPresent()) {
                    bringBack(after, replaced.get());
                }
            }
            case Named.Removed(var _, var file, var past) -> {
                if (!Files.exists(file)) {
                    bringBack(file, past);
                }
            }
        }
    }

    private void bringBack(Path file, Past past) throws IOException {
        Files.write(file, past.octets());
        synced.put(file, past.synced());
    }

    private void follow(Path before, Path after) {
        Long octets = synced.remove(before);
        if (octets != null) {
            synced.put(after, octets);
        }
    }

    private Optional<Past> past(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] octets = Files.readAllBytes(file);
        return Optional.of(new Past(octets, synced.getOrDefault(file, (long) octets.length)));
    }

    /** Counts an operation; says whether it is to fail, being of one of these kinds. */
    private boolean fails(Trouble... kinds) {
        operations++;
        boolean now = operations >= from && operations < to;
        if (!now || trouble == Trouble.NONE) {
            return false;
        }
        return trouble == Trouble.EVERYTHING_FAILS
                || trouble == Trouble.POWER_CUT
                || List.of(kinds).contains(trouble);
    }

    private IOException error() {
        return new IOException(
                trouble == Trouble.FULL ? "No space left on device" : "Input/output error");
    }

    private static Path above(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    @Override
    public synchronized void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder) && fails(Trouble.FULL)) {
            throw error();
        }
        Files.createDirectories(folder);
    }

    @Override
    public synchronized Writing create(Path file) throws IOException {
        if (fails(Trouble.FULL)) {
            throw error();
        }
        Writing writing = real.create(file);
        pending.add(new Named.Made(above(file), file));
        synced.put(file, 0L);
        return new Watched(writing, file);
    }

    @Override
    public synchronized Writing append(Path file) throws IOException {
        if (fails()) {
            throw error();
        }
        boolean there = Files.exists(file);
        Writing writing = real.append(file);
        if (!there) {
            pending.add(new Named.Made(above(file), file));
        }
        synced.putIfAbsent(file, writing.octets());
        return new Watched(writing, file);
    }

    @Override
    public synchronized void rename(Path before, Path after) throws IOException {
        if (fails(Trouble.RENAME_FAILS)) {
            throw error();
        }
        Optional<Past> replaced = past(after);
        real.rename(before, after);
        pending.add(new Named.Moved(above(after), before, after, replaced));
        synced.remove(after);
        follow(before, after);
        open.forEach(writing -> writing.moved(before, after));
    }

    private final List<Watched> open = new ArrayList<>();

    @Override
    public synchronized boolean remove(Path file) throws IOException {
        if (fails()) {
            throw error();
        }
        Optional<Past> past = past(file);
        past.ifPresent(gone -> pending.add(new Named.Removed(above(file), file, gone)));
        synced.remove(file);
        return real.remove(file);
    }

    @Override
    public synchronized void sync(Path folder) throws IOException {
        if (fails(Trouble.SYNC_FAILS)) {
            throw error();
        }
        if (!lies) {
            pending.removeIf(named -> named.folder().equals(folder));
        }
    }

    /** A file of this disk, whatever it is called by now. */
    private final class Watched implements Writing {
        private final Writing writing;
        private Path file;

        Watched(Writing writing, Path file) {
            this.writing = writing;
            this.file = file;
            open.add(this);
        }

        void moved(Path before, Path after) {
            if (file.equals(before)) {
                file = after;
            }
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            synchronized (TreacherousDisk.this) {
                if (fails(Trouble.FULL)) {
                    boolean dead = trouble == Trouble.POWER_CUT;
                    int part = dead ? 0 : octets.remaining() / 2;
                    writing.write(octets.slice(octets.position(), part));
                    throw error();
                }
                writing.write(octets);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (TreacherousDisk.this) {
                if (fails(Trouble.SYNC_FAILS)) {
                    throw error();
                }
                if (!lies) {
                    synced.put(file, writing.octets());
                }
            }
        }

        @Override
        public long octets() throws IOException {
            return writing.octets();
        }

        @Override
        public void cut(long octets) throws IOException {
            synchronized (TreacherousDisk.this) {
                if (fails()) {
                    throw error();
                }
                writing.cut(octets);
                synced.computeIfPresent(file, (_, sure) -> Math.min(sure, octets));
            }
        }

        @Override
        public Closeable lock() throws IOException {
            return writing.lock();
        }

        @Override
        public void close() throws IOException {
            synchronized (TreacherousDisk.this) {
                open.remove(this);
            }
            writing.close();
        }
    }
}
