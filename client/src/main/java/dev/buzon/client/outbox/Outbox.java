package dev.buzon.client.outbox;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.net.Printable;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Letter;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.client.smtp.SubmissionSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in which messages wait until a server has taken them. It survives a crash at any point,
 * several processes may use it at once, and each message is sent once as far as SMTP allows: only
 * when the line broke, or this program ended, after the end of a message went out and before the
 * answer came, it is sent again, with the same Message-ID.
 *
 * {@snippet :
 * Outbox outbox = Outbox.at(folder);
 * Letter letter = Letter.in(file);
 * outbox.put("ana@example.org", letter, letter.envelope());
 * FlushReport report = outbox.flush(entry -> entry.isDue(Instant.now()), submission::open);
 * }
 */
public final class Outbox {
    /** How long a message that was sent is listed and kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** What is younger may belong to somebody who is putting a message here. */
    private static final Duration ORPHANS_AFTER = Duration.ofDays(1);

    private static final String MESSAGE = ".eml";
    private static final String JOURNAL = ".job";
    private static final String LOCK = ".lock";
    private static final String UNFINISHED = ".new";
    private static final Pattern ID = Pattern.compile("(\\d{13})-[0-9a-f]{8}");
    private static final Pattern ORPHAN =
            Pattern.compile("(\\d{13}-[0-9a-f]{8})(?:\\.eml|\\.lock|\\.job\\.new)");
    private static final int SUBJECT_LENGTH = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Opens a session with the server of those messages that are to be sent. */
    @FunctionalInterface
    public interface Opener {
        /** A session that is logged in. */
        SubmissionSession open() throws SubmissionException;
    }

    /**
     * What is in the outbox.
     *
     * @param entries the messages, the oldest first
     * @param damaged the names of those whose journal makes no sense; they are not touched
     */
    public record Listing(List<OutboxEntry> entries, List<String> damaged) {
        /** Keeps copies of the lists. */
        public Listing {
            entries = List.copyOf(entries);
            damaged = List.copyOf(damaged);
        }
    }

    private final Path folder;
    private final Disk disk;
    private final InstantSource clock;

    private Outbox(Path folder, Disk disk, InstantSource clock) {
        this.folder = folder;
        this.disk = disk;
        this.clock = clock;
    }

    /** The outbox in this folder, which need not exist yet. */
    public static Outbox at(Path folder) {
        return at(folder, Disk.real(), InstantSource.system());
    }

    /** The same on another disk and by another clock. */
    public static Outbox at(Path folder, Disk disk, InstantSource clock) {
        return new Outbox(folder, disk, clock);
    }

    /**
     * Puts a message here. When this returns it will be sent, whatever happens.
     *
     * @throws IOException when it could not be written; then it will not
     */
    public OutboxEntry put(String account, Letter letter, Envelope envelope) throws IOException {
        disk.makeFolder(folder);
        Instant now = now();
        String id =
                String.format(
                        Locale.ROOT,
                        "%013d-%08x",
                        clock.instant().toEpochMilli(),
                        RANDOM.nextInt());
        JobEvent.Queued queued =
                new JobEvent.Queued(
                        now,
                        account,
                        envelope,
                        letter.messageId(),
                        Printable.text(String.join(" ", letter.values("Subject")), SUBJECT_LENGTH),
                        letter.octets());
        disk.create(file(id, LOCK)).close();
        try (Disk.Writing out = disk.create(file(id, MESSAGE))) {
            letter.writeTo(new Into(out));
            out.sync();
        }
        Path unfinished = file(id, JOURNAL + UNFINISHED);
        try (Disk.Writing out = disk.create(unfinished)) {
            out.write(ByteBuffer.wrap(JobText.print(queued)));
            out.sync();
        }
        disk.rename(unfinished, file(id, JOURNAL)); // from here on it is here
        disk.sync(folder);
        return OutboxEntry.begin(id, queued);
    }

    /** A file as a channel. */
    private record Into(Disk.Writing file) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer octets) throws IOException {
            int length = octets.remaining();
            file.write(octets);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** What is here. A message that is being sent is as far as is written down. */
    public Listing list() throws IOException {
        List<OutboxEntry> entries = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (String id : ids()) {
            switch (Job.read(disk, file(id, JOURNAL), id)) {
                case Job.Read.Sound(var job) -> entries.add(job.entry());
                case Job.Read.Damaged() -> damaged.add(id);
                case Job.Read.Missing() -> {}
            }
        }
        return new Listing(entries, damaged);
    }

    /** The file with a message as it is sent. */
    public Path message(String id) {
        return file(checked(id), MESSAGE);
    }

    /**
     * Tries those messages that wait and of which this is true, one after the other, over as few
     * sessions as it takes. It ends at the first session that cannot be opened.
     *
     * @param which is asked again when nobody else can change the message any more
     * @throws IOException when the outbox cannot be read or written
     */
    public FlushReport flush(Predicate<OutboxEntry> which, Opener opener) throws IOException {
        try (Courier courier = new Courier(opener, clock)) {
            List<OutboxEntry> tried = new ArrayList<>();
            List<String> busy = new ArrayList<>();
            for (OutboxEntry entry : list().entries()) {
                if (!courier.mayGoOn()) {
                    break;
                }
                OutboxEntry settled = entry.settled();
                if (!settled.waits() || !which.test(settled)) {
                    continue;
                }
                Optional<JobLock> lock = lock(entry.id());
                if (lock.isEmpty()) {
                    busy.add(entry.id());
                    continue;
                }
                try (JobLock _ = lock.get()) {
                    if (Job.read(disk, file(entry.id(), JOURNAL), entry.id())
                                    instanceof Job.Read.Sound(var job)
                            && job.entry().settled().waits()
                            && which.test(job.entry().settled())) {
                        deliver(job, courier);
                        tried.add(job.entry());
                    }
                }
            }
            return new FlushReport(tried, busy, courier.problem());
        } finally {
            tidy();
        }
    }

    /** A message that cannot be read holds up no other. */
    private void deliver(Job job, Courier courier) throws IOException {
        Letter letter;
        try {
            letter = Letter.in(message(job.entry().id()));
        } catch (IOException e) {
            job.append(
                    new JobEvent.Unreached(now(), "the message cannot be read: " + e.getMessage()));
            return;
        }
        courier.deliver(job, letter);
    }

    /** Whether somebody is sending this message at this moment. */
    public boolean isBusy(String id) throws IOException {
        Optional<JobLock> lock = lock(checked(id));
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty() && Files.exists(file(id, LOCK));
    }

    /**
     * Has a message tried again for everyone who has not got it, whatever was said before.
     *
     * @return false when there is none of this name, or somebody is sending it
     */
    public boolean revive(String id) throws IOException {
        Optional<JobLock> lock = lock(checked(id));
        if (lock.isEmpty()) {
            return false;
        }
        try (JobLock _ = lock.get()) {
            if (Job.read(disk, file(id, JOURNAL), id) instanceof Job.Read.Sound(var job)) {
                job.append(new JobEvent.Revived(now()));
                return true;
            }
            return false;
        }
    }

    /**
     * Takes a message out of the outbox, wherever it is; what was taken by a server stays there.
     *
     * @return false when there is none of this name, or somebody is sending it
     */
    public boolean forget(String id) throws IOException {
        Optional<JobLock> lock = lock(checked(id));
        if (lock.isEmpty()) {
            return false;
        }
        try (JobLock _ = lock.get()) {
            return remove(id);
        }
    }

    /** First the journal, so that what is left means nothing. */
    private boolean remove(String id) throws IOException {
        boolean was = disk.remove(file(id, JOURNAL));
        disk.sync(folder);
        disk.remove(file(id, MESSAGE));
        disk.remove(file(id, LOCK));
        return was;
    }

    /** Forgets what was sent long ago, and what somebody who was killed has left. */
    private void tidy() throws IOException {
        Instant now = now();
        for (OutboxEntry entry : list().entries()) {
            if (entry.isSent() && now.isAfter(entry.changed().plus(KEPT))) {
                forget(entry.id());
            }
        }
        for (String name : names()) {
            var orphan = ORPHAN.matcher(name);
            if (orphan.matches()
                    && now.isAfter(born(orphan.group(1)).plus(ORPHANS_AFTER))
                    && !Files.exists(file(orphan.group(1), JOURNAL))) {
                disk.remove(folder.resolve(name));
            }
        }
    }

    private static Instant born(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    }

    private Optional<JobLock> lock(String id) throws IOException {
        Path file = file(id, LOCK);
        return Files.exists(file) ? JobLock.take(file) : Optional.empty();
    }

    private List<String> ids() throws IOException {
        return names().stream()
                .filter(name -> name.endsWith(JOURNAL))
                .map(name -> name.substring(0, name.length() - JOURNAL.length()))
                .filter(id -> ID.matcher(id).matches())
                .sorted()
                .toList();
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("no message has this name: " + Printable.text(id));
        }
        return id;
    }

    private Path file(String id, String ending) {
        return folder.resolve(id + ending);
    }

    private Instant now() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }
}
