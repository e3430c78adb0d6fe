package dev.buzon.reader.index;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The index of all accounts' folders, in one SQLite file. One program at a time has it open; its
 * methods may be called by many threads. Reading never waits for a refresh.
 *
 * <p>Every method throws {@link dev.buzon.reader.folder.NoRoomException} when the disk is full,
 * {@link IndexDamagedException} when the file is damaged: nothing is lost by either.
 */
public final class Index implements Closeable {
    private final IndexFile file;
    private final Database database;
    private final Folders folders;
    private final Rows rows = new Rows();
    private final Changes changes;
    private final InstantSource clock;

    /** Held by whoever changes folders, or compares them with rows. */
    private final ReentrantLock disk = new ReentrantLock();

    /** One refresh at a time. */
    private final ReentrantLock refreshing = new ReentrantLock();

    private Index(IndexFile file, InstantSource clock) throws IOException {
        this.file = file;
        this.database = file.database();
        this.folders = new Folders(database);
        this.changes = new Changes(database, folders, disk);
        this.clock = clock;
    }

    /**
     * Opens the index in this file, or makes it. A damaged one is set aside and begun anew.
     *
     * @throws IndexInUseException when it is open elsewhere
     */
    public static Index open(Path file) throws IOException {
        return open(file, InstantSource.system());
    }

    /** The same with a clock that a test has in its hand. */
    public static Index open(Path file, InstantSource clock) throws IOException {
        IndexFile opened = IndexFile.open(file, clock);
        try {
            return new Index(opened, clock);
        } catch (IOException e) {
            opened.abandon();
            throw e;
        }
    }

    /** How it was found. */
    public Opened opened() {
        return file.opened();
    }

    /**
     * Looks at the folders and takes over what changed: only folders that were changed are listed,
     * only files that are new are read. Accounts that are not named here are forgotten. When it is
     * interrupted, what was read by then is kept.
     */
    public Report refresh(Collection<Place> places, Progress progress)
            throws IOException, InterruptedException {
        refreshing.lockInterruptibly();
        try {
            return new Refresh(database, folders, disk, progress, clock.instant()).run(places);
        } finally {
            refreshing.unlock();
        }
    }

    /** Forgets everything and reads it again. Messages get new ids. */
    public Report rebuild(Collection<Place> places, Progress progress)
            throws IOException, InterruptedException {
        refreshing.lockInterruptibly();
        try {
            disk.lock();
            try {
                database.write(Storing::forgetEverything);
            } finally {
                disk.unlock();
            }
            return refresh(places, progress);
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * All folders of all accounts, in the order of {@link
     * dev.buzon.reader.folder.MailTree#folders}.
     */
    public List<FolderState> folders() throws IOException {
        return folders.states();
    }

    /** A folder on disk, as of the last refresh. */
    public Optional<MailFolder> folder(FolderRef ref) {
        return folders.onDisk(ref);
    }

    /** A part of a list. */
    public Listing list(Query query) throws IOException {
        return new Lists(database, folders, rows).list(query);
    }

    /**
     * What was found, the newest first, each message a row with a snippet.
     *
     * @param from how many rows are passed over
     * @param count how many rows at most; up to {@link Query#COUNT_MAX}
     */
    public Listing search(Wanted wanted, Scope scope, int from, int count) throws IOException {
        Listing found = new Searching(database, folders, rows).search(wanted, scope, from, count);
        Snippets snippets = new Snippets(wanted);
        List<Row> shown =
                found.rows().stream().map(row -> snippets.with(row, this::place)).toList();
        return new Listing(found.total(), found.unread(), found.from(), shown);
    }

    /** The message with this id; empty when it is gone, or the id is from before a rebuild. */
    public Optional<Row> row(long id) throws IOException {
        return rows(List.of(id)).stream().findFirst();
    }

    /** The messages with these ids, without those that are gone. */
    public List<Row> rows(Collection<Long> ids) throws IOException {
        return database.read(session -> rows.of(session, List.copyOf(ids), List.of()));
    }

    /** The ids of all messages a list would show, without {@code from} and {@code count}. */
    public List<Long> ids(Query query) throws IOException {
        return new Lists(database, folders, rows).ids(query);
    }

    /**
     * The messages of the conversation this message belongs to, the oldest first; a message that is
     * in several folders once. At most {@link Query#COUNT_MAX}.
     */
    public List<Row> thread(long id) throws IOException {
        return database.read(session -> rows.thread(session, id));
    }

    /** The message with this Message-ID (without angle brackets), if there is one; not in trash. */
    public Optional<Row> withMessageId(String messageId) throws IOException {
        return first(
                "SELECT m.id FROM message m JOIN folder f ON f.id = m.folder WHERE m.id_hash = ?"
                        + " AND m.message_id = ? AND f.role <> 'TRASH' ORDER BY m.id LIMIT 1",
                Hash.of(messageId),
                messageId);
    }

    /**
     * The message with this unique name in an account's folders, as a receipt of a ledger names it.
     */
    public Optional<Row> withUniqueName(String account, String unique) throws IOException {
        return first(
                "SELECT m.id FROM message m JOIN folder f ON f.id = m.folder WHERE m.uniq = ?"
                        + " AND f.account = ? ORDER BY m.id LIMIT 1",
                unique,
                account);
    }

    /**
     * Where the file of a message is now, found again when it was renamed; empty when it is gone.
     */
    public Optional<Path> file(long id) throws IOException {
        Optional<Row> row = row(id);
        return row.isEmpty() ? Optional.empty() : place(row.get());
    }

    /** People whose name or address begins like this, those written to often and lately first. */
    public List<Addressee> addresses(String beginning, int count) throws IOException {
        long now = clock.instant().toEpochMilli();
        return database.read(s -> new AddressBook(s, now).beginning(beginning, count));
    }

    /**
     * Takes over at once a message that was just added to a folder (a draft, a copy of a sent one).
     */
    public Row added(FolderRef folder, Held held) throws IOException {
        long id = changes.added(folder, held, clock.instant().toEpochMilli());
        Optional<Row> row = id == 0 ? withUniqueName(folder.account(), held.unique()) : row(id);
        return row.orElseThrow(() -> new NoSuchFileException(held.name().text()));
    }

    /**
     * Sets and clears flags of messages, on disk and here.
     *
     * @return the ids of those that are there
     */
    public List<Long> flag(Collection<Long> ids, Set<Flag> set, Set<Flag> clear)
            throws IOException {
        return changes.flag(ids, set, clear);
    }

    /**
     * Moves messages to a folder, on disk and here; they keep their ids.
     *
     * @return the ids of those that are there now
     */
    public List<Long> move(Collection<Long> ids, FolderRef target) throws IOException {
        return changes.move(ids, target);
    }

    /**
     * Removes messages for good, on disk and here.
     *
     * @return how many files were there
     */
    public int remove(Collection<Long> ids) throws IOException {
        return changes.remove(ids);
    }

    /**
     * Takes over that folders were created or have another place in the list, without reading any
     * message; what was renamed or deleted is taken over by the next refresh.
     */
    public void foldersChanged(Place place) throws IOException {
        disk.lock();
        try {
            folders.take(place);
        } finally {
            disk.unlock();
        }
    }

    /** For tests: lets the file grow to so many pages at most; says how many there may be. */
    long pages(long most) throws IOException {
        long[] pages = {0};
        database.alone(session ->
                pages[0] =
                        session.number(
                                most < 0
                                        ? "PRAGMA page_count"
                                        : "PRAGMA max_page_count = " + most));
        return pages[0];
    }

    private Optional<Row> first(String sql, Object... values) throws IOException {
        Optional<Long> id = database.read(s -> s.first(sql, row -> row.getLong(1), values));
        return id.isEmpty() ? Optional.empty() : row(id.get());
    }

    private Optional<Path> place(Row row) throws IOException {
        Optional<MailFolder> folder = folders.onDisk(row.folder());
        try {
            return folder.isEmpty() ? Optional.empty() : Optional.of(folder.get().file(row.file()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
