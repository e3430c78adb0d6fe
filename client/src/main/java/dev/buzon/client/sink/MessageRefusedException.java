package dev.buzon.client.sink;

import java.io.IOException;
import java.io.Serial;

/** A sink does not take this one message; it would take others. The message stays on the server. */
public final class MessageRefusedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    /** With a sentence for the person. */
    public MessageRefusedException(String message) {
        super(message);
    }

    /** With a sentence for the person, and what led to it. */
    public MessageRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
