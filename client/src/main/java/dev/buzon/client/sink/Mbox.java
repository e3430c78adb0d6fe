package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * An mbox file in the form mboxrd (RFC 4155; docs/adr/0023): one message behind the other, lines
 * with LF, {@code From } lines quoted so that they come back. Other programs may read it and write
 * to it while we do, as long as they lock it with a dotlock or with fcntl; we use both.
 *
 * <p>Each message is sealed in a file of its own beside the mbox and appended from there, behind a
 * separator that no other message has: after a stop it can be seen whether it was appended, and a
 * torn end is cut off and appended again.
 */
public final class Mbox implements MailSink {
    private static final String RECEIPT = "mbox ";

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private final Path file;
    private final Path spool;
    private final Disk disk;
    private final InstantSource clock;
    private final MaildirNames names;
    private final Room room = new Room(Room.USUAL_OCTETS);
    private final String id;
    private final List<Path> appended = new ArrayList<>();

    private Mbox(Path file, Disk disk, InstantSource clock) throws IOException {
        this.file = file;
        this.spool = file.resolveSibling(file.getFileName() + ".buzon");
        this.disk = disk;
        this.clock = clock;
        this.names = new MaildirNames(clock);
        disk.makeFolder(spool);
        this.id = new MaildirFolders(spool, disk).id();
    }

    /**
     * The mbox in this file, made with its first message. A folder of the same name with {@code
     * .buzon} behind it holds what is on its way.
     *
     * @throws IOException when that folder can be neither opened nor made
     */
    public static Mbox at(Path file) throws IOException {
        return at(file, Disk.real(), InstantSource.system());
    }

    /** The same on a disk and with a clock that a test has in its hand. */
    public static Mbox at(Path file, Disk disk, InstantSource clock) throws IOException {
        return new Mbox(file, disk, clock);
    }

    @Override
    public Incoming begin(MessageFacts facts) {
        String token = names.next();
        String separator = separator(token);
        Shape shape = new Shape.InMbox(separator);
        Draft draft = new Draft(disk, spool.resolve(token), room, shape, false, facts.octets());
        return new Arriving(draft, token);
    }

    private String separator(String token) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        String time = ASCTIME.format(now);
        // asctime pads the day with a blank.
        String padded =
                now.getDayOfMonth() < 10 ? time.replaceFirst("^(\\w+ \\w+) ", "$1  ") : time;
        return begin(token) + padded + "\n";
    }

    /** How a message of ours begins: as from an address that is nobody's (RFC 2606 §2). */
    private static String begin(String token) {
        return "From " + token + "@buzon.invalid ";
    }

    @Override
    public void flush() throws IOException {
        disk.sync(spool);
        if (appended.isEmpty()) {
            return;
        }
        try (Disk.Writing writing = disk.append(file)) {
            writing.sync();
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            disk.sync(folder);
        }
        for (Path done : appended) {
            disk.remove(done);
        }
        appended.clear();
    }

    @Override
    public Settled settle(String receipt) throws IOException {
        String[] words = receipt.split(" ", -1);
        boolean ours =
                words.length == 3
                        && receipt.startsWith(RECEIPT + id + " ")
                        && MaildirNames.wellFormed(words[2] + ",S=0");
        if (!ours) {
            return Settled.NOT_PLACED; // another file, or one that was made anew
        }
        Path sealed = spool.resolve(words[2]);
        if (!Files.exists(sealed)) {
            return Settled.PLACED; // it goes only after the mbox was synced
        }
        try (MboxLock _ = MboxLock.take(file, disk);
                Disk.Writing writing = disk.append(file);
                Closeable _ = writing.lock()) {
            OptionalLong begin = MboxSearch.find(file, begin(words[2]));
            if (begin.isEmpty()) {
                append(sealed, writing);
            } else if (MboxSearch.isTorn(file, begin.getAsLong(), sealed)) {
                if (MboxSearch.reachesEnd(file, begin.getAsLong())) {
                    writing.cut(begin.getAsLong());
                }
                append(sealed, writing);
            }
            appended.add(sealed);
        }
        return Settled.PLACED;
    }

    /** Appends a sealed message; cuts off what came of it when there is no room for all. */
    private void append(Path sealed, Disk.Writing writing) throws IOException {
        long before = writing.octets();
        try (InputStream in = Files.newInputStream(sealed)) {
            writing.write(ByteBuffer.wrap(lineEnds(before)));
            byte[] part = new byte[64 * 1024];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                writing.write(ByteBuffer.wrap(part, 0, n));
            }
        } catch (IOException e) {
            writing.cut(before);
            throw e;
        }
    }

    /** What the file lacks to end with an empty line. */
    private byte[] lineEnds(long octets) throws IOException {
        String end = MboxSearch.end(file, octets);
        String lacking =
                octets == 0 || end.endsWith("\n\n") ? "" : end.endsWith("\n") ? "\n" : "\n\n";
        return lacking.getBytes(StandardCharsets.US_ASCII);
    }

    /** A message on its way to the end of the file. */
    private final class Arriving implements Incoming {
        private final Draft draft;
        private final String token;
        private boolean published;

        Arriving(Draft draft, String token) {
            this.draft = draft;
            this.token = token;
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            draft.write(octets);
        }

        @Override
        public String seal() throws IOException {
            draft.seal();
            return RECEIPT + id + " " + token;
        }

        @Override
        public void publish() throws IOException {
            if (published) {
                return;
            }
            try (MboxLock _ = MboxLock.take(file, disk);
                    Disk.Writing writing = disk.append(file);
                    Closeable _ = writing.lock()) {
                append(draft.file(), writing);
            }
            appended.add(draft.file());
            published = true;
        }

        @Override
        public void close() {
            if (!published) {
                draft.discard();
            }
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
