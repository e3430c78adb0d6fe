package dev.buzon.client.sink;

import java.nio.ByteBuffer;

/** Watches how the lines of a message end. */
final class LineEnds {
    private boolean carriageReturn;
    private boolean mixed;

    /** Looks at octets without taking them. */
    void look(ByteBuffer octets) {
        if (mixed) {
            return;
        }
        for (int i = octets.position(); i < octets.limit(); i++) {
            byte octet = octets.get(i);
            if (octet == '\n' && !carriageReturn) {
                mixed = true;
                return;
            }
            carriageReturn = octet == '\r';
        }
    }

    /** Whether there was an LF without CR, so that CRLF can not be told from the file alone. */
    boolean bareLineFeed() {
        return mixed;
    }
}
