package dev.buzon.reader.index;

import dev.buzon.reader.folder.NoRoomException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The connections to the file: one that writes, some that read at the same time (SQLite's
 * write-ahead log). Failures are told as what they mean.
 */
final class Database implements Closeable {
    private static final int READERS = 3;

    /** Kilobytes of the file each connection keeps in memory. */
    private static final int CACHE_WRITER = 16 * 1024;

    private static final int CACHE_READER = 8 * 1024;

    /** How long a connection waits for another one's lock, in milliseconds. */
    private static final int WAIT_MILLIS = 10_000;

    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
    private final Session writer;
    private final Runnable suspect;

    /** Something done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Session session) throws SQLException, IOException;
    }

    private Database(Session writer, Runnable suspect) {
        this.writer = writer;
        this.suspect = suspect;
    }

    /**
     * Opens the connections; makes the tables in a new file.
     *
     * @param suspect is run when the file turns out to be damaged
     */
    static Database open(Path file, long firstId, Runnable suspect) throws SQLException {
        Session writer = new Session(connect(file, CACHE_WRITER));
        Database database = new Database(writer, suspect);
        try {
            if (writer.number("SELECT count(*) FROM sqlite_master") == 0) {
                make(writer, firstId);
            }
            for (String sql : Schema.ofTheWriter()) {
                writer.once(sql);
            }
            for (int i = 0; i < READERS; i++) {
                database.readers.add(new Session(connect(file, CACHE_READER)));
            }
            return database;
        } catch (SQLException | RuntimeException e) {
            database.closeAll();
            throw e;
        }
    }

    private static java.sql.Connection connect(Path file, int cacheKilobytes) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-cacheKilobytes);
        config.setBusyTimeout(WAIT_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "DEFAULT");
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void make(Session writer, long firstId) throws SQLException {
        writer.once("BEGIN IMMEDIATE");
        for (String sql : Schema.all()) {
            writer.once(sql);
        }
        writer.run("INSERT INTO sqlite_sequence(name, seq) VALUES('message', ?)", firstId);
        writer.once("PRAGMA application_id = " + Schema.APPLICATION);
        writer.once("PRAGMA user_version = " + Schema.VERSION);
        writer.once("COMMIT");
    }

    /** Reads, never waiting for who writes. */
    <T> T read(Work<T> work) throws IOException {
        Session session;
        try {
            session = readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("while waiting for the index");
        }
        try {
            return work.with(session);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            readers.add(session);
        }
    }

    /** Writes in one transaction: all of it, or nothing. */
    <T> T write(Work<T> work) throws IOException {
        writing.lock();
        try {
            writer.once("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.with(writer);
                for (String sql : Schema.heads()) {
                    writer.run(sql);
                }
                writer.once("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    /** Does something with the writing connection outside of a transaction. */
    void alone(Work<?> work) throws IOException {
        writing.lock();
        try {
            work.with(writer);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    private void rollBack() {
        try {
            writer.once("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private IOException failure(SQLException e) {
        IOException told = told(e);
        if (told instanceof IndexDamagedException) {
            suspect.run();
        }
        return told;
    }

    /** What a failure of SQLite means. */
    static IOException told(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        int primary = code.code & 0xff;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return new NoRoomException(e);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new IndexDamagedException(e);
        }
        return new IOException("the index cannot be read or written: " + code, e);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            writer.once("PRAGMA optimize");
            writer.run("INSERT OR REPLACE INTO meta VALUES('clean', '1')");
        } catch (SQLException e) {
            failure(e); // the file is not called clean, and looked through the next time
        } finally {
            closeAll();
            writing.unlock();
        }
    }

    private void closeAll() {
        for (Session session : List.copyOf(readers)) {
            close(session);
        }
        close(writer); // the last one moves the log into the file
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            // What was committed is in the file or in its log.
        }
    }
}
