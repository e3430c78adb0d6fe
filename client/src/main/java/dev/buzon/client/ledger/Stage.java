package dev.buzon.client.ledger;

/** How far a message has come. */
public enum Stage {
    /** It could not be had so far, see {@link Entry#failures}. */
    FAILED("failed"),
    /** It is larger than what is downloaded; it stays on the server. */
    TOO_BIG("too-big"),
    /** Sealed in the sink; whether it is visible there is not known until it is settled. */
    PLACING("placing"),
    /** The same, of the header alone. */
    PLACING_HEADER("placing-header"),
    /** Its header alone is in the sink, durably. */
    HEADER("header"),
    /** It is in the sink, durably. */
    STORED("stored"),
    /** The server was asked to delete it; it has not said yet that it did. */
    DELETE_SENT("delete-sent"),
    /** The server said that it is deleted. */
    DELETED("deleted");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The word in the file. */
    String word() {
        return word;
    }

    static Stage of(String word) {
        for (Stage stage : values()) {
            if (stage.word.equals(word)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("no stage " + word);
    }

    /** Whether the whole message is with us. */
    public boolean collected() {
        return this == STORED || this == DELETE_SENT || this == DELETED;
    }
}
