package dev.buzon.bench.compare;

/** How Dovecot keeps mail. */
public enum DovecotFormat {
    /** A file for each message, named so that its size need not be asked. */
    MAILDIR,
    /** Many messages in a file, with indexes. */
    MDBOX
}
