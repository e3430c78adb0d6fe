package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of a store: for its owner alone, for one process at a time, and of one format. Nothing
 * in it is touched before all three are sure.
 */
final class Folder implements AutoCloseable {
    /** The first and only line of the file {@code FORMAT}: what this program reads and writes. */
    static final String FORMAT = "buzon store 1\n";

    private static final String KNOWN = "buzon store ";
    private static final int FORMAT_LIMIT = 100;

    /**
     * Folders that this process has taken. The lock of the file system does not tell two openings
     * of one process apart, and worse: it is lost when the second one closes the file.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileLock lock;
    private final FileStore disk;

    private Folder(Path path, FileLock lock, FileStore disk) {
        this.path = path;
        this.lock = lock;
        this.disk = disk;
    }

    /** Makes the folder when it is not there, and takes it for this process. */
    static Folder take(Path path) throws StoreException {
        try {
            boolean fresh = prepare(path);
            Path real = path.toRealPath();
            FileStore disk = Files.getFileStore(real);
            Folder folder = new Folder(real, lock(real), disk);
            try {
                if (fresh && !Files.exists(path.resolve("FORMAT"))) {
                    folder.mark();
                }
                ownerOnly(folder.path);
                return folder;
            } catch (IOException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.TEMPORARY,
                    "the data folder " + path + " cannot be used: " + reason(e),
                    e);
        }
    }

    /** Why, in words: Java's messages of file errors are often the file's name alone. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied ->
                    "this user may not open "
                            + denied.getFile()
                            + ": run it as the user that the folder belongs to";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            default -> e.toString();
        };
    }

    Path database() {
        return path.resolve("rocksdb");
    }

    Path libraries() {
        return path.resolve("native");
    }

    /** Octets of the disk that are free for us. */
    long free() throws IOException {
        return disk.getUsableSpace();
    }

    /** Whether there is no store in it yet; refuses what is not a store, or one of another time. */
    private static boolean prepare(Path path) throws IOException, StoreException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
        }
        String format;
        try (var in = Files.newInputStream(path.resolve("FORMAT"))) {
            format = new String(in.readNBytes(FORMAT_LIMIT), UTF_8);
        } catch (NoSuchFileException e) {
            try (Stream<Path> files = Files.list(path)) {
                if (files.anyMatch(Folder::isForeign)) {
                    throw refused(path + " is not empty and holds no store; choose another folder");
                }
            }
            return true;
        }
        if (format.equals(FORMAT)) {
            return false;
        }
        throw refused(
                format.startsWith(KNOWN)
                        ? "the store in "
                                + path
                                + " has format "
                                + format.substring(KNOWN.length()).strip()
                                + ", and this program knows format 1; nothing was changed. Use the"
                                + " version of Buzon that wrote it, or a newer one"
                        : path + " holds something that is not a store of Buzon");
    }

    /** A start that was cut short may have left these, before the folder was marked. */
    private static boolean isForeign(Path file) {
        String name = file.getFileName().toString();
        return !name.equals("lock") && !name.equals("FORMAT.new") && !name.equals("lost+found");
    }

    private static StoreException refused(String sentence) {
        return new StoreException(StoreException.Kind.PERMANENT, sentence);
    }

    private static FileLock lock(Path path) throws IOException, StoreException {
        if (!TAKEN.add(path)) {
            throw inUse(path);
        }
        FileLock lock = null;
        try {
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(path);
            }
            return lock;
        } finally {
            if (lock == null) {
                TAKEN.remove(path);
            }
        }
    }

    private static StoreException inUse(Path path) {
        return new StoreException(
                StoreException.Kind.TEMPORARY,
                "the data folder "
                        + path
                        + " is in use by another Buzon; two must not write to one folder");
    }

    private void mark() throws IOException {
        Path draft = path.resolve("FORMAT.new");
        try (FileChannel file =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(java.nio.ByteBuffer.wrap(FORMAT.getBytes(UTF_8)));
            file.force(true);
        }
        Files.move(draft, path.resolve("FORMAT"), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Modes 0700 and 0600, for what was there before the umask was narrowed too. */
    private static void ownerOnly(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(path.resolve("native"));
        Files.createDirectories(path.resolve("rocksdb"));
        for (String name : new String[] {"native", "rocksdb"}) {
            Files.setPosixFilePermissions(
                    path.resolve(name), PosixFilePermissions.fromString("rwx------"));
        }
        for (String name : new String[] {"lock", "FORMAT"}) {
            Files.setPosixFilePermissions(
                    path.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Override
    public void close() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            TAKEN.remove(path);
        }
    }
}
