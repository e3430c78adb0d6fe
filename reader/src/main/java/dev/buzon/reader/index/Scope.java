package dev.buzon.reader.index;

/** Where to look. */
public sealed interface Scope {
    /** In one folder. */
    record In(FolderRef folder) implements Scope {}

    /** In the inboxes of all accounts. */
    record Inboxes() implements Scope {}

    /**
     * In all folders of all accounts.
     *
     * @param waste whether junk and trash are among them
     */
    record Everywhere(boolean waste) implements Scope {}
}
