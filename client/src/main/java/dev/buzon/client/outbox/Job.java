package dev.buzon.client.outbox;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The journal of one message. Written only by who holds its {@link JobLock}. */
final class Job {
    /** A journal of a message that is longer is none of ours. */
    private static final long OCTETS_MOST = 64L << 20;

    private final Disk disk;
    private final Path file;

    /** Octets that are whole lines; what is behind them was not written to its end. */
    private long whole;

    private OutboxEntry entry;

    private Job(Disk disk, Path file, long whole, OutboxEntry entry) {
        this.disk = disk;
        this.file = file;
        this.whole = whole;
        this.entry = entry;
    }

    /** What a journal says. */
    sealed interface Read {
        /** It was read to its end. */
        record Sound(Job job) implements Read {}

        /** It makes no sense, and its message is not touched. */
        record Damaged() implements Read {}

        /** There is none. */
        record Missing() implements Read {}
    }

    /** Reads the journal of a message. */
    static Read read(Disk disk, Path file, String id) throws IOException {
        byte[] octets;
        try {
            if (Files.size(file) > OCTETS_MOST) {
                return new Read.Damaged();
            }
            octets = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new Read.Missing();
        }
        Optional<OutboxEntry> entry = Optional.empty();
        int begin = 0;
        for (int at = 0; at < octets.length; at++) {
            if (octets[at] != '\n') {
                continue;
            }
            Optional<JobEvent> event = JobText.parse(Arrays.copyOfRange(octets, begin, at));
            try {
                entry = event.flatMap(new Fold(id, entry)::then);
            } catch (IllegalStateException _) {
                entry = Optional.empty();
            }
            if (entry.isEmpty()) {
                return new Read.Damaged();
            }
            begin = at + 1;
        }
        int whole = begin;
        return entry.<Read>map(one -> new Read.Sound(new Job(disk, file, whole, one)))
                .orElseGet(Read.Damaged::new);
    }

    /** How events add up. */
    private record Fold(String id, Optional<OutboxEntry> before) {
        Optional<OutboxEntry> then(JobEvent event) {
            return before.isPresent()
                    ? before.map(entry -> entry.after(event))
                    : Optional.of(event)
                            .filter(JobEvent.Queued.class::isInstance)
                            .map(first -> OutboxEntry.begin(id, (JobEvent.Queued) first));
        }
    }

    /** How far the message is. */
    OutboxEntry entry() {
        return entry;
    }

    /**
     * Writes an event down, durably.
     *
     * @throws IOException when it is not known to be durable
     */
    void append(JobEvent event) throws IOException {
        OutboxEntry after = entry.after(event);
        byte[] line = JobText.print(event);
        try (Disk.Writing out = disk.append(file)) {
            if (out.octets() > whole) {
                out.cut(whole); // the line of somebody who was killed while writing
            }
            out.write(ByteBuffer.wrap(line));
            out.sync();
        }
        whole += line.length;
        entry = after;
    }
}
