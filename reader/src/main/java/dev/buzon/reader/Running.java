package dev.buzon.reader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that one reader at a time works on a home, and lets the second find the first: a file
 * that only its owner can read says where the page is and what opens it.
 */
final class Running implements Closeable {
    private static final String OWNER = "rw-------";

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private Running(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes this folder, which is made if it is missing.
     *
     * @throws AlreadyRunningException when somebody has it
     */
    static Running in(Path folder) throws IOException, AlreadyRunningException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = folder.resolve("running");
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        Optional<FileLock> lock = lock(channel);
        if (lock.isEmpty()) {
            channel.close();
            throw read(file);
        }
        return new Running(file, channel, lock.get());
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) { // in this very process
            return Optional.empty();
        }
    }

    private static AlreadyRunningException read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 2
                    ? new AlreadyRunningException("", "")
                    : new AlreadyRunningException(lines.get(0), lines.get(1));
        } catch (NoSuchFileException _) {
            return new AlreadyRunningException("", ""); // it begins or ends this moment
        }
    }

    /** Says where the page is. */
    void at(String origin, String key) throws IOException {
        Path next = file.resolveSibling("running.new");
        Files.deleteIfExists(next);
        Files.createFile(
                next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER)));
        Files.writeString(next, origin + "\n" + key + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        lock.release();
        channel.close();
    }
}
