package dev.buzon.reader.folder;

import java.io.IOException;

/** Something that is not done with a folder, and why. */
public final class FolderRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why it is not done. */
    public enum Why {
        /** The name, or one of its levels, is empty or blank. */
        EMPTY,
        /** The name is too long for the disk ({@link FolderName#ENCODED_MAX} octets). */
        TOO_LONG,
        /** There are more than {@link FolderName#LEVELS_MAX} levels. */
        TOO_DEEP,
        /** A level has a dot, which separates levels on disk. */
        DOT,
        /** A level has a control character or half a character. */
        CONTROL,
        /** A level begins or ends with a blank. */
        BLANK,
        /** The name belongs to the inbox. */
        RESERVED,
        /** There is a folder of that name, perhaps in other letters (upper or lower case). */
        TAKEN,
        /** There is mail in the folder. */
        NOT_EMPTY,
        /** There is no such folder. */
        MISSING,
        /** The inbox stays where it is. */
        INBOX,
        /** A folder cannot be moved into itself. */
        INTO_ITSELF
    }

    private final Why why;
    private final String name;

    FolderRefusedException(Why why, String name) {
        super("folder " + why + ": " + name);
        this.why = why;
        this.name = name;
    }

    /** Why. */
    public Why why() {
        return why;
    }

    /** The name it is about. */
    public String name() {
        return name;
    }
}
