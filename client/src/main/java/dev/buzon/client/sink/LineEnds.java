package dev.buzon.client.sink;

import dev.buzon.protocol.dot.OctetScan;
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
        int at = octets.position();
        while (at < octets.limit()) {
            int feed = OctetScan.first((byte) '\n', octets, at);
            if (feed > at) {
                carriageReturn = octets.get(feed - 1) == '\r';
            }
            if (feed < octets.limit()) {
                mixed |= !carriageReturn;
                carriageReturn = false;
            }
            at = feed + 1;
        }
    }

    /** Whether there was an LF without CR, so that CRLF can not be told from the file alone. */
    boolean bareLineFeed() {
        return mixed;
    }
}
