package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A dotlock: the file {@code mbox.lock} stands beside an mbox while somebody writes to it. */
final class MboxLock implements AutoCloseable {
    /** How long we wait for somebody else. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How often we look. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** After so long nobody is at work behind a lock any more, if we cannot ask for its process. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final Path lock;
    private final Disk disk;

    private MboxLock(Path lock, Disk disk) {
        this.lock = lock;
        this.disk = disk;
    }

    /**
     * Waits for the lock of an mbox and takes it.
     *
     * @throws IOException when somebody holds it for too long
     */
    static MboxLock take(Path mbox, Disk disk) throws IOException {
        Path lock = mbox.resolveSibling(mbox.getFileName() + ".lock");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                make(lock, disk);
                return new MboxLock(lock, disk);
            } catch (FileAlreadyExistsException e) {
                if (isStale(lock)) {
                    disk.remove(lock);
                } else if (System.nanoTime() - end > 0) {
                    throw new IOException(mbox + " is locked by another program", e);
                } else {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            }
        }
    }

    private static void make(Path lock, Disk disk) throws IOException {
        try (Disk.Writing writing = disk.create(lock)) {
            String pid = ProcessHandle.current().pid() + "\n";
            writing.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            disk.remove(lock); // no room for a number: ours all the same
            throw e;
        }
    }

    private static boolean isStale(Path lock) throws IOException {
        try {
            Instant made = Files.getLastModifiedTime(lock).toInstant();
            String text = Files.readString(lock, StandardCharsets.ISO_8859_1).strip();
            if (text.matches("[0-9]{1,9}")) {
                Optional<ProcessHandle> holder = ProcessHandle.of(Long.parseLong(text));
                return holder.isEmpty();
            }
            return made.isBefore(Instant.now().minus(STALE));
        } catch (NoSuchFileException e) {
            return false; // it has just gone
        }
    }

    @Override
    public void close() throws IOException {
        disk.remove(lock);
    }
}
