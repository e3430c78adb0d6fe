package dev.buzon.client.ledger;

/** One record of the ledger: something that is true from now on. */
public sealed interface Change {
    /** All that is known of a message; replaces what was known under the same id. */
    record Put(Entry entry) implements Change {}

    /**
     * A message has come to another stage.
     *
     * @param second when, in seconds since 1970
     */
    record Moved(long id, Stage stage, long second) implements Change {}

    /**
     * A message is missing from the server's list since then, or is listed again.
     *
     * @param second in seconds since 1970; 0 when it is listed
     */
    record Gone(long id, long second) implements Change {}

    /**
     * The server lists a message under this identifier and with this size from now on, and
     * it was or was not proved to be the one that was collected.
     */
    record Listed(long id, String uid, long announced, boolean proven) implements Change {}

    /** Nothing is to be known of a message any more. */
    record Dropped(long id) implements Change {}

    /** Something about the account, under a word; an empty value takes it away. */
    record Fact(String key, String value) implements Change {}
}
