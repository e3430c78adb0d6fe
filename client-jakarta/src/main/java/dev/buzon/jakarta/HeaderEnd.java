package dev.buzon.jakarta;

/** Finds the empty line that ends a header (RFC 5322 §2.1), whatever the line ends are. */
final class HeaderEnd {
    private long seen;
    private long end = -1;
    private boolean lineEmpty = true;

    /** Looks at the next octets of the message. */
    void look(byte[] octets, int length) {
        for (int i = 0; end < 0 && i < length; i++) {
            if (octets[i] == '\n') {
                if (lineEmpty) {
                    end = seen + i + 1;
                }
                lineEmpty = true;
            } else if (octets[i] != '\r') {
                lineEmpty = false;
            }
        }
        seen += length;
    }

    /** The octets of the header with its empty line; all of the message when there is none. */
    long octets() {
        return end < 0 ? seen : end;
    }
}
