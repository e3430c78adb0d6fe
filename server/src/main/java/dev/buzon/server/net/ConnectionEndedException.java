package dev.buzon.server.net;

import java.io.IOException;

/** Nothing more can be written to the client; the connection says why. */
public final class ConnectionEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final End end;

    ConnectionEndedException(End end) {
        super(end.name());
        this.end = end;
    }

    /** Why it ended. */
    public End end() {
        return end;
    }
}
