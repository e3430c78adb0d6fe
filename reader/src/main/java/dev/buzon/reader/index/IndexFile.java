package dev.buzon.reader.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The index's file: locked against a second program, looked at before it is trusted, set aside when
 * it cannot be.
 */
final class IndexFile implements Closeable {
    /** What is kept of a file that was set aside; an older one goes. */
    private static final String ASIDE = ".damaged";

    private static final String SUSPECT = ".suspect";

    /** Where a SQLite file says how large its pages are, and how many it has. */
    private static final int PAGE_SIZE_AT = 16;

    private static final int PAGES_AT = 28;

    private static final int HEADER_OCTETS = 100;

    private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

    private final FileLock lock;
    private final FileChannel channel;
    private final Database database;
    private final Opened opened;

    private IndexFile(FileChannel channel, FileLock lock, Database database, Opened opened) {
        this.channel = channel;
        this.lock = lock;
        this.database = database;
        this.opened = opened;
    }

    Database database() {
        return database;
    }

    Opened opened() {
        return opened;
    }

    static IndexFile open(Path file, InstantSource clock) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel =
                FileChannel.open(
                        beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            FileLock lock = lock(channel, file);
            Opened opened = look(file);
            Database database = begin(file, clock);
            done = true;
            return new IndexFile(channel, lock, database, opened);
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static FileLock lock(FileChannel channel, Path file) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IndexInUseException(file);
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw new IndexInUseException(file);
        }
    }

    private static Opened look(Path file) throws IOException {
        if (!Files.exists(file)) {
            remove(file);
            return new Opened.Made();
        }
        Optional<String> objection = objection(file);
        return objection.isEmpty()
                ? new Opened.AsLeft()
                : new Opened.SetAside(setAside(file), objection.get());
    }

    /** Ids begin where no id of an index that was made earlier can be. */
    private static Database begin(Path file, InstantSource clock) throws IOException {
        long seconds = Math.max(0, clock.instant().getEpochSecond() - EPOCH.getEpochSecond());
        try {
            Path suspect = beside(file, SUSPECT);
            Database database = Database.open(file, seconds << 20, () -> note(suspect));
            database.write(s -> s.run("INSERT OR REPLACE INTO meta VALUES('clean', '0')"));
            return database;
        } catch (SQLException e) {
            throw Database.told(e);
        }
    }

    /** Notes that the file is not to be trusted the next time. */
    private static void note(Path suspect) {
        try {
            Files.write(suspect, new byte[0]);
        } catch (IOException e) {
            // The next look finds the damage by itself, unless it is well hidden.
        }
    }

    /** What speaks against trusting this file. */
    private static Optional<String> objection(Path file) throws IOException {
        if (Files.exists(beside(file, SUSPECT))) {
            return Optional.of("found to be damaged when it was used last");
        }
        Path log = beside(file, "-wal");
        boolean logged = Files.exists(log) && Files.size(log) > 0;
        if (!logged && !whole(file)) {
            return Optional.of("shorter or longer than it says");
        }
        org.sqlite.SQLiteConfig config = new org.sqlite.SQLiteConfig();
        try (Session session = new Session(config.createConnection("jdbc:sqlite:" + file))) {
            if (session.number("PRAGMA application_id") != Schema.APPLICATION) {
                return Optional.of("not an index");
            }
            long version = session.number("PRAGMA user_version");
            if (version != Schema.VERSION) {
                return Optional.of("of version " + version);
            }
            return unclean(session);
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A file whose program was stopped is looked through; one that was closed is trusted. */
    private static Optional<String> unclean(Session session) throws SQLException {
        if (session.number("SELECT count(*) FROM meta WHERE key = 'clean' AND value = '1'") == 1) {
            return Optional.empty();
        }
        return session.first("PRAGMA quick_check(1)", row -> row.getString(1))
                .filter(said -> !said.equals("ok"));
    }

    private static boolean whole(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_OCTETS);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (header.hasRemaining() && in.read(header) >= 0) {
                // until the header is there or the file ends
            }
            int pageSize = header.getShort(PAGE_SIZE_AT) & 0xffff;
            long octets = (pageSize == 1 ? 65536L : pageSize) * header.getInt(PAGES_AT);
            return !header.hasRemaining() && octets == in.size();
        }
    }

    private static Path setAside(Path file) throws IOException {
        Path aside = beside(file, ASIDE);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        remove(file);
        return aside;
    }

    /** Removes what belongs to a file that is not there any more. */
    private static void remove(Path file) throws IOException {
        for (String end : List.of("-wal", "-shm", "-journal", SUSPECT)) {
            Files.deleteIfExists(beside(file, end));
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    /** Closes a file that turned out to be damaged. */
    void abandon() {
        try {
            close();
        } catch (IOException e) {
            // What is the matter with it was said already.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } finally {
            lock.release();
            channel.close();
        }
    }
}
