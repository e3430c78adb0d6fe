package dev.buzon.protocol.dot;

import java.nio.ByteBuffer;

/**
 * What the line ends of a text look like, learnt while it passes in pieces of any size: whether
 * there was a CR or LF outside a CRLF, and whether the text is at the end of a line (S-010).
 */
public final class LineEndWatch {
    private boolean afterCr;
    private boolean atLineEnd = true;
    private boolean loneCr;
    private boolean loneLf;

    /** Looks at the octets of the piece from its position to its limit; the position stays. */
    public void see(ByteBuffer piece) {
        int at = piece.position();
        while (at < piece.limit()) {
            byte octet = piece.get(at);
            see(octet);
            at++;
            if (octet != '\r' && octet != '\n') {
                at = OctetScan.lineEnd(piece, at);
            }
        }
    }

    private void see(byte octet) {
        loneCr |= afterCr && octet != '\n';
        loneLf |= octet == '\n' && !afterCr;
        atLineEnd = octet == '\n' && afterCr;
        afterCr = octet == '\r';
    }

    /** Whether a CR without LF behind it has been seen; a CR seen last does not count yet. */
    public boolean loneCr() {
        return loneCr;
    }

    /** Whether an LF without CR before it has been seen. */
    public boolean loneLf() {
        return loneLf;
    }

    /** Whether a CR was seen last: a lone one if the text ends here. */
    public boolean afterCr() {
        return afterCr;
    }

    /** Whether nothing was seen yet or a CRLF was seen last. */
    public boolean atLineEnd() {
        return atLineEnd;
    }
}
