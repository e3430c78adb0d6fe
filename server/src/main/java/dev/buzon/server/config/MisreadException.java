package dev.buzon.server.config;

/** A value that does not have the form its key asks for; the message completes "key ...". */
final class MisreadException extends Exception {
    private static final long serialVersionUID = 1L;

    MisreadException(String message) {
        super(message);
    }
}
