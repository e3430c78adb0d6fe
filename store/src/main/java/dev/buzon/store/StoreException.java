package dev.buzon.store;

/**
 * The store could not do what it was asked to, and did nothing of it. The message is for the
 * operator's log, never for a client: what the wire says follows from {@link #kind()} alone (RFC
 * 3206 §4).
 */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether waiting helps. */
    public enum Kind {
        /**
         * Will pass by itself or with room made: a full disk, a busy engine. {@code [SYS/TEMP]},
         * {@code 4yz}.
         */
        TEMPORARY,
        /** Needs a person: a corrupt record, a missing body. {@code [SYS/PERM]}, {@code 5yz}. */
        PERMANENT
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whether waiting helps. */
    public Kind kind() {
        return kind;
    }
}
