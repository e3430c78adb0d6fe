package dev.buzon.reader.exchange;

import java.nio.file.Path;

/** Where mail is imported from. It is only read. */
public sealed interface Source {
    /** Where it is. */
    Path path();

    /** An mbox file. */
    record Mbox(Path path) implements Source {}

    /** A Maildir; the folders of a Maildir++ tree with it. */
    record Maildir(Path path) implements Source {}

    /** A file with one message, or a folder with such files, and the folders in it. */
    record Eml(Path path) implements Source {}

    /**
     * A Thunderbird profile, or its {@code Mail/Local Folders}: a tree of mbox files or Maildirs.
     */
    record Thunderbird(Path path) implements Source {}
}
