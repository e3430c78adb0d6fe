package dev.buzon.message;

import java.nio.ByteBuffer;

/**
 * The filter behind the TOP command (RFC 1939 §7): of a message in wire form it passes the header,
 * the empty line and the first lines of the body. Works on surrogates as well: it counts the lines
 * it is given (RFC 6858 §4). What comes out does not depend on where pieces end.
 */
public final class TopLines {
    private long bodyLines;
    private boolean headerEnded;
    private boolean ended;
    private long octets;
    private long lineStart;
    private byte last;

    /**
     * A filter at the beginning of a message.
     *
     * @param bodyLines how many lines of the body to pass, 0 or more; more than there are is all
     *     (P-054)
     */
    public TopLines(long bodyLines) {
        if (bodyLines < 0) {
            throw new IllegalArgumentException("a count of lines is 0 or more");
        }
        this.bodyLines = bodyLines;
    }

    /**
     * Takes octets of {@code in} and copies them to {@code out} until one of the two is exhausted
     * or the last line has passed; both positions move.
     *
     * @return whether the last line has passed: nothing more is taken then
     */
    public boolean pass(ByteBuffer in, ByteBuffer out) {
        int length = Math.min(in.remaining(), out.remaining());
        if (ended || length == 0) {
            return ended;
        }
        int start = in.position();
        int end = runEnd(in, start, start + length);
        out.put(out.position(), in, start, end - start);
        out.position(out.position() + end - start);
        in.position(end);
        octets += end - start;
        last = in.get(end - 1);
        return ended;
    }

    private int runEnd(ByteBuffer in, int start, int limit) {
        int lf = OctetScan.lf(in, start, limit);
        while (lf < limit) {
            byte before = lf > start ? in.get(lf - 1) : last;
            if (before == '\r') {
                line(octets + (lf + 1 - start));
            }
            if (ended) {
                return lf + 1;
            }
            lf = OctetScan.lf(in, lf + 1, limit);
        }
        return limit;
    }

    private void line(long at) {
        if (headerEnded) {
            bodyLines--;
        } else {
            headerEnded = at - lineStart == 2;
        }
        lineStart = at;
        ended = headerEnded && bodyLines == 0;
    }
}
