package dev.buzon.client.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Every change the collector makes to files. Nothing else in the client creates, writes, renames or
 * removes one, so whoever wraps this can fill the disk, pull the plug or lose what was not synced.
 */
public interface Disk {
    /** Makes a folder and those above it, for the owner alone, unless they are there. */
    void makeFolder(Path folder) throws IOException;

    /**
     * Opens a new file for writing, readable by its owner alone.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the name is taken
     */
    Writing create(Path file) throws IOException;

    /** Opens a file for writing at its end; makes it when it is missing. */
    Writing append(Path file) throws IOException;

    /** Gives a file another name in one step; a file that had the new name is gone. */
    void rename(Path from, Path to) throws IOException;

    /**
     * Removes a file.
     *
     * @return whether there was one
     */
    boolean remove(Path file) throws IOException;

    /** Makes the names in a folder survive a power cut. */
    void sync(Path folder) throws IOException;

    /** The disk of this machine. */
    static Disk real() {
        return new RealDisk();
    }

    /** A file that is being written. */
    interface Writing extends Closeable {
        /** Writes all of it, or throws. */
        void write(ByteBuffer octets) throws IOException;

        /** Makes the octets survive a power cut. */
        void sync() throws IOException;

        /** How long the file is. */
        long octets() throws IOException;

        /** Cuts the file off after so many octets. */
        void cut(long octets) throws IOException;

        /**
         * Waits for the lock that other programs respect (fcntl) and holds it until it is closed.
         */
        Closeable lock() throws IOException;

        @Override
        void close() throws IOException;
    }
}
