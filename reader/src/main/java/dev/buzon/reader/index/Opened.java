package dev.buzon.reader.index;

import java.nio.file.Path;

/** How the index was found. */
public sealed interface Opened {
    /** There was none: everything has to be read. */
    record Made() implements Opened {}

    /** As it was left. */
    record AsLeft() implements Opened {}

    /**
     * It was damaged, or of another version; a new one was begun, and everything has to be read.
     *
     * @param where the old file now
     * @param why what was the matter, for a log
     */
    record SetAside(Path where, String why) implements Opened {}
}
