package dev.buzon.reader.index;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The index of all accounts' folders, in one SQLite file. One program at a time has it open; its
 * methods may be called by many threads. Reading never waits for a refresh.
 *
 * <p>Every method throws {@link dev.buzon.reader.folder.NoRoomException} when the disk is full,
 * {@link IndexDamagedException} when the file is damaged: nothing is lost by either.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class Index implements Closeable {
    private final Opened opened = new Opened.Made();

    private Index() {}

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
        if (clock.instant().toEpochMilli() > 0) {
            throw new UnsupportedOperationException(file.toString());
        }
        return new Index();
    }

    /** How it was found. */
    public Opened opened() {
        return opened;
    }

    /**
     * Looks at the folders and takes over what changed: only folders that were changed are listed,
     * only files that are new are read. Accounts that are not named here are forgotten. When it is
     * interrupted, what was read by then is kept.
     */
    public Report refresh(Collection<Place> places, Progress progress)
            throws IOException, InterruptedException {
        throw pending();
    }

    /** Forgets everything and reads it again. Messages get new ids. */
    public Report rebuild(Collection<Place> places, Progress progress)
            throws IOException, InterruptedException {
        throw pending();
    }

    /**
     * All folders of all accounts, in the order of {@link
     * dev.buzon.reader.folder.MailTree#folders}.
     */
    public List<FolderState> folders() throws IOException {
        throw pending();
    }

    /** A folder on disk, as of the last refresh. */
    public Optional<MailFolder> folder(FolderRef ref) {
        throw pending();
    }

    /** A part of a list. */
    public Listing list(Query query) throws IOException {
        throw pending();
    }

    /**
     * What was found, the newest first, each message a row with a snippet.
     *
     * @param from how many rows are passed over
     * @param count how many rows at most; up to {@link Query#COUNT_MAX}
     */
    public Listing search(Wanted wanted, Scope scope, int from, int count) throws IOException {
        throw pending();
    }

    /** The message with this id; empty when it is gone, or the id is from before a rebuild. */
    public Optional<Row> row(long id) throws IOException {
        return rows(List.of(id)).stream().findFirst();
    }

    /** The messages with these ids, without those that are gone. */
    public List<Row> rows(Collection<Long> ids) throws IOException {
        throw pending();
    }

    /** The ids of all messages a list would show, without {@code from} and {@code count}. */
    public List<Long> ids(Query query) throws IOException {
        throw pending();
    }

    /**
     * The messages of the conversation this message belongs to, the oldest first; a message that is
     * in several folders once. At most {@link Query#COUNT_MAX}.
     */
    public List<Row> thread(long id) throws IOException {
        throw pending();
    }

    /** The message with this Message-ID (without angle brackets), if there is one; not in trash. */
    public Optional<Row> withMessageId(String messageId) throws IOException {
        throw pending();
    }

    /**
     * The message with this unique name in an account's folders, as a receipt of a ledger names it.
     */
    public Optional<Row> withUniqueName(String account, String unique) throws IOException {
        throw pending();
    }

    /**
     * Where the file of a message is now, found again when it was renamed; empty when it is gone.
     */
    public Optional<Path> file(long id) throws IOException {
        throw pending();
    }

    /** People whose name or address begins like this, those written to often and lately first. */
    public List<Addressee> addresses(String beginning, int count) throws IOException {
        throw pending();
    }

    /**
     * Takes over at once a message that was just added to a folder (a draft, a copy of a sent one).
     */
    public Row added(FolderRef folder, Held held) throws IOException {
        throw pending();
    }

    /**
     * Sets and clears flags of messages, on disk and here.
     *
     * @return the ids of those that are there
     */
    public List<Long> flag(Collection<Long> ids, Set<Flag> set, Set<Flag> clear)
            throws IOException {
        throw pending();
    }

    /**
     * Moves messages to a folder, on disk and here; they keep their ids.
     *
     * @return the ids of those that are there now
     */
    public List<Long> move(Collection<Long> ids, FolderRef target) throws IOException {
        throw pending();
    }

    /**
     * Removes messages for good, on disk and here.
     *
     * @return how many files were there
     */
    public int remove(Collection<Long> ids) throws IOException {
        throw pending();
    }

    /** Takes over that a folder was created, renamed or deleted, without reading any message. */
    public void foldersChanged(Place place) throws IOException {
        throw pending();
    }

    private static UnsupportedOperationException pending() {
        return new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
