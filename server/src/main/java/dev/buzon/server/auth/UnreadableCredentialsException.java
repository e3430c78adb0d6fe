package dev.buzon.server.auth;

/**
 * Stored credentials that this program cannot read; the message says what is wrong with their form
 * and never holds any part of them.
 */
public final class UnreadableCredentialsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Credentials with this flaw. */
    public UnreadableCredentialsException(String message) {
        super(message);
    }
}
