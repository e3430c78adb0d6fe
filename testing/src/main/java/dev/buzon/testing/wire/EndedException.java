package dev.buzon.testing.wire;

import java.io.IOException;

/** The script ended this connection. */
public final class EndedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The connection was ended in this way. */
    public EndedException(End how) {
        super("ended by " + how);
    }
}
