package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Maildir: a file for each message, which other programs may read, move and remove while we
 * write. A message is written in {@code tmp}, synced, and renamed into {@code new}.
 *
 * <p>Lines end with LF in the file, as readers of Maildirs expect; a message that has a lone LF is
 * kept octet by octet as it came, so that what the server sent can be had again from every file
 * (docs/adr/0022). Names are made of time, process, chance and host, never of what a server said.
 */
public final class Maildir implements MailSink {
    /** What lies in {@code tmp} for longer than this has no owner any more. */
    static final Duration TMP_AGE_MAX = Duration.ofHours(36);

    /**
     * A sealed file that is gone from {@code tmp} without being found was taken by a reader, if its
     * name is younger than this; if it is older, somebody may have cleaned {@code tmp}. Shorter
     * than {@link #TMP_AGE_MAX}, which is what others wait.
     */
    static final Duration TMP_AGE_TRUSTED = Duration.ofHours(24);

    private static final String RECEIPT = "maildir ";

    private final Disk disk;
    private final InstantSource clock;
    private final MaildirFolders folders;
    private final MaildirNames names;
    private final Room room = new Room(Room.USUAL_OCTETS);
    private final AtomicBoolean sealedSince = new AtomicBoolean();
    private final AtomicBoolean publishedSince = new AtomicBoolean();
    private final AtomicBoolean tidied = new AtomicBoolean();
    private final String id;

    private Maildir(Path folder, Disk disk, InstantSource clock) throws IOException {
        this.disk = disk;
        this.clock = clock;
        this.folders = new MaildirFolders(folder, disk);
        this.names = new MaildirNames(clock);
        this.id = folders.open();
    }

    /**
     * The Maildir in this folder, made if it is missing.
     *
     * @throws IOException when it can be neither opened nor made
     */
    public static Maildir at(Path folder) throws IOException {
        return at(folder, Disk.real(), InstantSource.system());
    }

    /** The same on a disk and with a clock that a test has in its hand. */
    public static Maildir at(Path folder, Disk disk, InstantSource clock) throws IOException {
        return new Maildir(folder, disk, clock);
    }

    /** The folder that holds {@code cur}, {@code new} and {@code tmp}. */
    public Path folder() {
        return folders.root();
    }

    @Override
    public Incoming begin(MessageFacts facts) throws IOException {
        if (tidied.compareAndSet(false, true)) {
            removeOldTemporaryFiles();
        }
        String name = names.next();
        Path file = folders.tmp().resolve(name);
        return new Arriving(
                new Draft(disk, file, room, new Shape.LocalLines(), true, facts.octets()), name);
    }

    private void removeOldTemporaryFiles() throws IOException {
        Instant before = clock.instant().minus(TMP_AGE_MAX);
        try (var files = Files.newDirectoryStream(folders.tmp())) {
            for (Path file : files) {
                if (names.ours(file) && isOlder(file, before)) {
                    disk.remove(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (NoSuchFileException e) {
            return false; // another writer has just published it
        }
    }

    @Override
    public void flush() throws IOException {
        if (sealedSince.getAndSet(false)) {
            disk.sync(folders.tmp());
        }
        if (publishedSince.getAndSet(false)) {
            disk.sync(folders.fresh());
        }
    }

    @Override
    public Settled settle(String receipt) throws IOException {
        Optional<String> ours = nameIn(receipt);
        if (ours.isEmpty()) {
            return Settled.NOT_PLACED; // another Maildir, or one that was made anew
        }
        String name = ours.get();
        Path sealed = folders.tmp().resolve(MaildirNames.unique(name));
        if (Files.exists(sealed)) {
            if (Files.size(sealed) != MaildirNames.octets(name)) {
                return Settled.NOT_PLACED; // and stays, so that the next look says the same
            }
            disk.rename(sealed, folders.fresh().resolve(name));
            publishedSince.set(true);
            return Settled.PLACED;
        }
        boolean young = MaildirNames.made(name).isAfter(clock.instant().minus(TMP_AGE_TRUSTED));
        if (!young && !folders.everything().contains(MaildirNames.unique(name))) {
            return Settled.NOT_PLACED;
        }
        publishedSince.set(true); // who renamed it may have stopped before the folder was synced
        return Settled.PLACED;
    }

    private Optional<String> nameIn(String receipt) {
        String ours = RECEIPT + id + " ";
        return receipt.startsWith(ours) && MaildirNames.wellFormed(receipt.substring(ours.length()))
                ? Optional.of(receipt.substring(ours.length()))
                : Optional.empty();
    }

    @Override
    public boolean knowsWhatWasThrownAway() {
        return true;
    }

    /**
     * Messages of this Maildir that are in none of its folders any more, or only in its trash.
     * Whoever moves a message to a folder under another name makes it look thrown away; the copy
     * there remains.
     */
    @Override
    public Set<String> thrownAway(Collection<String> receipts) throws IOException {
        Set<String> kept = folders.kept();
        Set<String> gone = new HashSet<>();
        for (String receipt : receipts) {
            Optional<String> name = nameIn(receipt);
            if (name.isPresent() && !kept.contains(MaildirNames.unique(name.get()))) {
                gone.add(receipt);
            }
        }
        return gone;
    }

    @Override
    public void withdraw(String receipt) throws IOException {
        Optional<String> name = nameIn(receipt);
        if (name.isPresent()) {
            Optional<Path> file = folders.find(MaildirNames.unique(name.get()));
            if (file.isPresent()) {
                disk.remove(file.get());
            }
        }
    }

    /** A file on its way from {@code tmp} to {@code new}. */
    private final class Arriving implements Incoming {
        private final Draft draft;
        private final String unique;
        private String name = "";
        private boolean published;

        Arriving(Draft draft, String unique) {
            this.draft = draft;
            this.unique = unique;
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            draft.write(octets);
        }

        @Override
        public String seal() throws IOException {
            draft.seal();
            name = MaildirNames.withSize(unique, draft.octets());
            sealedSince.set(true);
            return RECEIPT + id + " " + name;
        }

        @Override
        public void publish() throws IOException {
            if (!published) {
                disk.rename(draft.file(), folders.fresh().resolve(name));
                published = true;
                publishedSince.set(true);
            }
        }

        @Override
        public void close() {
            if (!published) {
                draft.discard();
            }
        }
    }
}
