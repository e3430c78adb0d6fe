package dev.buzon.client.ledger;

import dev.buzon.client.disk.Disk;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account's messages: in memory to be asked, and in a file to which every
 * change is appended. While a book is open no other process can open it.
 *
 * <p>{@link #write} changes both; what was written survives a power cut after {@link #sync}. After
 * a write that failed the book takes no more: what has become of the file is not known until it is
 * opened again.
 */
public final class Book implements AutoCloseable {
    /** For so long a message that left the server is remembered, should it come back. */
    public static final Duration REMEMBERED = Duration.ofDays(60);

    /** A file of more records than twice what they say, and this many, is written anew. */
    private static final int SLACK_RECORDS = 1000;

    private final Path file;
    private final String account;
    private final Disk disk;
    private final FileChannel lock;
    private final Known known;
    private Health health;
    private Disk.@Nullable Writing writing;
    private long records;
    private boolean broken;

    private Book(Path file, String account, Disk disk, FileChannel lock) {
        this.file = file;
        this.account = account;
        this.disk = disk;
        this.lock = lock;
        this.known = new Known();
        this.health = Health.sound(0);
    }

    static Book open(Path file, String account, Disk disk, Instant now) throws IOException {
        FileChannel lock = lock(file.resolveSibling(file.getFileName() + ".lock"), account);
        Book book = new Book(file, account, disk, lock);
        try {
            book.read();
            book.known.forgetGoneBefore(now.minus(REMEMBERED));
            book.begin();
            return book;
        } catch (IOException | RuntimeException e) {
            book.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file, String account) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process has it: the same to whoever asks.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new LedgerInUseException(account);
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        LedgerReader reader = new LedgerReader(known::apply);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            health = reader.read(in);
        }
        records = health.records();
        if (reader.head().isPresent()) {
            RecordLine.Head head = reader.head().get();
            if (head.version() != RecordLine.Head.VERSION) {
                throw new IOException(
                        file
                                + " was written by a later version of this program; nothing is changed");
            }
            if (!head.account().equals(account)) {
                throw new IOException(file + " is not the ledger of " + account);
            }
        } else if (health.records() == 0 && health.lost() > 0) {
            throw new IOException(file + " is not a ledger; nothing is changed");
        }
    }

    /** Makes the file one that can be appended to. */
    private void begin() throws IOException {
        boolean empty = records == 0;
        if (health.damaged()) {
            Path copy = file.resolveSibling(file.getFileName() + ".damaged");
            disk.remove(copy);
            copyTo(copy);
        }
        boolean wordy = records > 2L * known.count() + SLACK_RECORDS;
        if (empty || health.damaged() || wordy) {
            try {
                compact();
                return;
            } catch (IOException e) {
                if (empty || health.damaged()) {
                    throw e;
                }
                // No room to write it anew: the long file is as good.
            }
        }
        // Whoever gave the file its name may have been stopped before the name was durable: what is
        // appended now would be lost with it in a power cut.
        syncName();
        Disk.Writing opened = disk.append(file);
        writing = opened;
        if (health.tornOctets() > 0) {
            opened.cut(opened.octets() - health.tornOctets());
            opened.sync();
        }
    }

    private void syncName() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            disk.sync(folder);
        }
    }

    private void copyTo(Path copy) throws IOException {
        try (Disk.Writing to = disk.create(copy);
                InputStream in = Files.newInputStream(file)) {
            byte[] part = new byte[64 * 1024];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                to.write(ByteBuffer.wrap(part, 0, n));
            }
        }
    }

    /** Writes the file anew with as few records as possible: the old one stays until it is done. */
    private void compact() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        disk.remove(fresh);
        List<Change> summary = known.summary();
        Disk.Writing to = disk.create(fresh);
        try {
            to.write(ByteBuffer.wrap(RecordLine.printHead(account)));
            for (int i = 0; i < summary.size(); i += SLACK_RECORDS) {
                to.write(lines(summary.subList(i, Math.min(summary.size(), i + SLACK_RECORDS))));
            }
            to.sync();
            disk.rename(fresh, file);
            syncName();
        } catch (IOException | RuntimeException e) {
            to.close();
            disk.remove(fresh);
            throw e;
        }
        if (writing != null) {
            writing.close();
        }
        writing = to;
        records = summary.size() + 1L;
    }

    private static ByteBuffer lines(List<? extends Change> changes) {
        List<byte[]> lines = new ArrayList<>(changes.size());
        int length = 0;
        for (Change change : changes) {
            byte[] line = RecordLine.print(change);
            lines.add(line);
            length += line.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        lines.forEach(all::put);
        return all.flip();
    }

    /** Whose book it is. */
    public String account() {
        return account;
    }

    /** What was found when it was opened. */
    public Health health() {
        return health;
    }

    /** A number for a new entry. */
    public synchronized long nextId() {
        return known.nextId();
    }

    /** What is known under this number. */
    public synchronized Optional<Entry> entry(long id) {
        return known.entry(id);
    }

    /** What is known of the messages with this identifier. */
    public synchronized List<Entry> of(String uid) {
        return known.of(uid);
    }

    /** What is known of all messages, oldest first; a copy. */
    public synchronized List<Entry> entries() {
        return known.entries();
    }

    /** What is known about the account under this word. */
    public synchronized Optional<String> fact(String key) {
        return Optional.ofNullable(known.facts().get(key));
    }

    /**
     * Appends records, all or (after a stop) the first few of them.
     *
     * @throws IOException when there is no room or the disk fails; the book then takes no more
     */
    public synchronized void write(List<? extends Change> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        Disk.Writing to = open();
        try {
            to.write(lines(changes));
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        records += changes.size();
        changes.forEach(known::apply);
    }

    /** Makes everything written so far survive a power cut. */
    public synchronized void sync() throws IOException {
        try {
            open().sync();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    private Disk.Writing open() throws IOException {
        if (writing == null || broken) {
            throw new IOException("the ledger of " + account + " has to be opened again");
        }
        return writing;
    }

    /** Gives the book free for others. */
    @Override
    public synchronized void close() throws IOException {
        try {
            if (writing != null) {
                writing.close();
            }
        } finally {
            writing = null;
            lock.close();
        }
    }
}
