package dev.buzon.reader.exchange;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import did.
 *
 * @param added messages that are here now
 * @param known messages that were here before, or came twice
 * @param left messages the other program had marked as deleted, which were not taken
 * @param troubles the first {@value #TROUBLES_MAX} files that could not be taken
 */
public record Imported(long added, long known, long left, List<Trouble> troubles) {
    /** Troubles that are named. */
    public static final int TROUBLES_MAX = 100;

    /**
     * A file that could not be taken.
     *
     * @param file which
     * @param why why
     */
    public record Trouble(Path file, Why why) {}

    /** Why a file could not be taken. */
    public enum Why {
        /** It cannot be read. */
        UNREADABLE,
        /** It does not begin like an mbox. */
        NO_MBOX,
        /** It is no file, or there is nothing of that kind. */
        MISSING,
        /** It is larger than {@link Import#MESSAGE_OCTETS_MAX}. */
        TOO_LARGE,
        /**
         * Its name, or that of its folder, cannot be had here; it was put into the outer folder.
         */
        ODD_NAME
    }

    /** Keeps its list. */
    public Imported {
        troubles = List.copyOf(troubles);
    }
}
