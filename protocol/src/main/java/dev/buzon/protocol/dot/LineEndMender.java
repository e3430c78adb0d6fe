package dev.buzon.protocol.dot;

import java.nio.ByteBuffer;

/**
 * Makes every CR, LF and CRLF of a text a CRLF, and ends the last line with one: what an SMTP
 * client may send by BDAT, where nothing is stuffed (RFC 5321 §2.3.8, RFC 3030 §2, S-011). Feed the
 * text in pieces with {@link #mend}, then call {@link #finish} until it says true.
 */
public final class LineEndMender {
    private boolean afterCr;
    private boolean lineOpen;

    /** Whether the LF of a CRLF must still be written. */
    private boolean owesLf;

    /**
     * Takes octets of {@code text} and puts their mended form into {@code out} until one of the two
     * is exhausted; both positions move. Any buffer size works, one octet too.
     */
    public void mend(ByteBuffer text, ByteBuffer out) {
        while (payLf(out) && text.hasRemaining() && out.hasRemaining()) {
            byte next = text.get(text.position());
            if (next == '\r' || next == '\n') {
                text.get();
                if (!(next == '\n' && afterCr)) {
                    out.put((byte) '\r');
                    owesLf = true;
                    lineOpen = false;
                }
                afterCr = next == '\r';
            } else {
                copyRun(text, out);
            }
        }
    }

    /**
     * Ends the text.
     *
     * @return whether all of it fitted into {@code out}; if not, call again with room
     */
    public boolean finish(ByteBuffer out) {
        if (lineOpen && payLf(out)) {
            if (!out.hasRemaining()) {
                return false;
            }
            out.put((byte) '\r');
            owesLf = true;
            lineOpen = false;
        }
        return payLf(out);
    }

    private boolean payLf(ByteBuffer out) {
        if (owesLf && out.hasRemaining()) {
            out.put((byte) '\n');
            owesLf = false;
        }
        return !owesLf;
    }

    private void copyRun(ByteBuffer text, ByteBuffer out) {
        int start = text.position();
        int run = Math.min(OctetScan.lineEnd(text, start) - start, out.remaining());
        out.put(out.position(), text, start, run);
        out.position(out.position() + run);
        text.position(start + run);
        afterCr = false;
        lineOpen = true;
    }
}
