package dev.buzon.client.ledger;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The folder in which what was collected is written down, one file for each account.
 *
 * <pre>{@code
 * try (Book book = Ledger.in(Path.of("/home/ana/.local/state/buzon")).open("ana@pop.example.com")) {
 *     book.entries().forEach(entry -> System.out.println(entry.uid() + " " + entry.stage()));
 * }
 * }</pre>
 */
public final class Ledger {
    /** How many letters of an account's name are readable in the name of its file. */
    private static final int NAME_LENGTH_MAX = 80;

    private static final int SUM_LENGTH = 16;

    private final Path folder;
    private final Disk disk;
    private final InstantSource clock;

    private Ledger(Path folder, Disk disk, InstantSource clock) {
        this.folder = folder;
        this.disk = disk;
        this.clock = clock;
    }

    /** The ledger in this folder, which is made when it is first needed. */
    public static Ledger in(Path folder) {
        return in(folder, Disk.real(), InstantSource.system());
    }

    /** The same on a disk and with a clock that a test has in its hand. */
    public static Ledger in(Path folder, Disk disk, InstantSource clock) {
        return new Ledger(folder, disk, clock);
    }

    /**
     * Opens what is known of an account.
     *
     * @param account whose mail, and on which server, as {@code ana@pop.example.com}
     * @throws LedgerInUseException when somebody else has it open
     * @throws IOException when it cannot be read, or was written by a later version
     */
    public Book open(String account) throws IOException {
        disk.makeFolder(folder);
        Instant now = clock.instant();
        return Book.open(file(account), account, disk, now);
    }

    /** The file of an account. */
    public Path file(String account) {
        String plain = account.replaceAll("[^A-Za-z0-9@._-]", "_");
        String begin = plain.substring(0, Math.min(NAME_LENGTH_MAX, plain.length()));
        String sum = Digest.sha256(account.getBytes(StandardCharsets.UTF_8)).hex();
        return folder.resolve(begin + "-" + sum.substring(0, SUM_LENGTH) + ".ledger");
    }
}
