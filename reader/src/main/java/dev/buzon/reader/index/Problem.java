package dev.buzon.reader.index;

import java.nio.file.Path;

/**
 * A file that is not in the lists as it should be.
 *
 * @param file which
 * @param what what is the matter
 */
public record Problem(Path file, What what) {
    /** What is the matter with a file. */
    public enum What {
        /** A directory, a link or something else that is no file lies among the messages. */
        NO_FILE,
        /** It cannot be read: rights, or the disk. It is tried again at the next refresh. */
        UNREADABLE,
        /** It was read but not understood: it is in the list with what is known. */
        NOT_UNDERSTOOD,
        /** The folder cannot be listed. What was known of it stays. */
        FOLDER_UNREADABLE
    }
}
