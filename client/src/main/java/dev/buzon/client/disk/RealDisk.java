package dev.buzon.client.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The disk of this machine, by way of the JDK. */
final class RealDisk implements Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            makeFolder(above);
        }
        try {
            Files.createDirectory(folder, mode("rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (above != null) {
            sync(above);
        }
    }

    @Override
    public Writing create(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public Writing append(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    private static Writing open(Path file, Set<OpenOption> options) throws IOException {
        FileChannel channel = FileChannel.open(file, options, mode("rw-------"));
        return new ChannelWriting(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean remove(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    @Override
    public void sync(Path folder) throws IOException {
        if (!POSIX) {
            return; // a folder cannot be opened there, and its names are not cached
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private record ChannelWriting(FileChannel channel) implements Writing {
        private ChannelWriting {
            // Not O_APPEND: a file of which an end is cut off is written on from there.
        }

        @Override
        public void write(ByteBuffer octets) throws IOException {
            channel.position(channel.size());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public long octets() throws IOException {
            return channel.size();
        }

        @Override
        public void cut(long octets) throws IOException {
            channel.truncate(octets);
        }

        @Override
        public Closeable lock() throws IOException {
            FileLock lock = channel.lock();
            return lock::release;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
