package dev.buzon.reader.index;

/** A search that makes no sense as it is written. */
public final class UnreadableSearchException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is the matter with it. */
    public enum Why {
        /**
         * Longer than {@link Wanted#LENGTH_MAX} characters, or more than {@link Wanted#TERMS_MAX}
         * words.
         */
        TOO_LONG,
        /** What stands behind {@code before:} or {@code after:} is no date. */
        NO_DATE,
        /** What stands behind {@code has:} or {@code is:} is nothing a message has or is. */
        UNKNOWN
    }

    private final Why why;
    private final String word;

    UnreadableSearchException(Why why, String word) {
        super(why + ": " + word);
        this.why = why;
        this.word = word;
    }

    /** What is the matter. */
    public Why why() {
        return why;
    }

    /** The word it is about. */
    public String word() {
        return word;
    }
}
