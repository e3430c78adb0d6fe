package dev.buzon.testing;

/** Something that goes wrong under the post office, once, at the next chance. */
public enum Trouble {
    /** Opening a maildrop fails and may be tried again. */
    OPEN_TEMPORARY,
    /** Opening a maildrop finds it damaged. */
    OPEN_PERMANENT,
    /** Looking up an account fails and may be tried again. */
    ACCOUNTS_TEMPORARY,
    /** A commit of deletes fails, and nothing is removed. */
    COMMIT_TEMPORARY,
    /** The next message that is read is not to be had. */
    BODY_GONE,
    /** The next message that is read is found damaged after its first octets. */
    BODY_CUT,
    /** The next message that is read does not have its checksum. */
    BODY_DAMAGED,
    /** A delivery fails and may be tried again. */
    DELIVER_TEMPORARY
}
