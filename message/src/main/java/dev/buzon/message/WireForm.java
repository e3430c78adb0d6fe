package dev.buzon.message;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The filter that brings one message into wire form: every line ends in CRLF, the last one too
 * (P-044), and there is an empty line after the header even when there is no body. All
 * other octets pass unchanged (RFC 1939 §11, P-047). While they pass it learns what the post office
 * must know of the header. Feed the message in pieces with {@link #pass}, then call {@link #finish}
 * until it says true. What comes out depends on the octets only, never on where a piece ended; the
 * memory used is that of the kept header.
 *
 * <pre>{@code
 * while (more octets) {
 *     while (octets.hasRemaining()) {
 *         wire.pass(octets, out);
 *         write and clear out;
 *     }
 * }
 * while (!wire.finish(out)) write and clear out;
 * write out;
 * }</pre>
 *
 * <p>With {@link HeaderGoes#HELD_BACK} only the body comes out, so that the caller can put an
 * edited header before it: look at {@link #headerEnded} before each write of {@code out}.
 */
public final class WireForm {
    /** How many octets of header are kept unless told otherwise: 256 KiB. */
    public static final int HEADER_LIMIT = 256 * 1024;

    private static final byte[] TAIL = {'\r', '\n', '\r', '\n'};

    /** What ends a line of the input. */
    public enum Input {
        /** CRLF only, as SMTP accepts it; a lone CR or LF is content. */
        CRLF,

        /** CRLF or LF, even mixed, as found in other stores; a lone LF becomes CRLF (P-041). */
        CRLF_OR_LF
    }

    /** Where the octets of the header go. */
    public enum HeaderGoes {
        /** Out like all others, and into {@link WireForm#header}. */
        THROUGH,

        /**
         * Only into {@link WireForm#header}, as far as its limit allows; those over it go out, so
         * that header and output together are still the whole message.
         */
        HELD_BACK
    }

    private final Input input;
    private final HeaderGoes headerGoes;
    private final int headerLimit;
    private byte[] kept = new byte[1024];
    private int keptOctets;
    private long octets;
    private long lineStart;
    private long longestLine;
    private long headerOctets;
    private boolean headerEnded;
    private boolean nonAsciiHeader;
    private byte last;
    private int tailOctets = -1;
    private int tailDone;

    /** A filter at the beginning of a message, with the usual limit. */
    public WireForm(Input input, HeaderGoes headerGoes) {
        this(input, headerGoes, HEADER_LIMIT);
    }

    /**
     * A filter at the beginning of a message.
     *
     * @param headerLimit how many octets of header are kept, 1 or more
     */
    public WireForm(Input input, HeaderGoes headerGoes, int headerLimit) {
        if (headerLimit < 1) {
            throw new IllegalArgumentException("a header limit is 1 octet or more");
        }
        this.input = input;
        this.headerGoes = headerGoes;
        this.headerLimit = headerLimit;
    }

    /**
     * Takes octets of {@code in} and puts their wire form into {@code out} until one of the two is
     * exhausted; both positions move. Any buffer size works, one octet too.
     *
     * @throws IllegalStateException after {@link #finish} was called
     */
    public void pass(ByteBuffer in, ByteBuffer out) {
        if (tailOctets >= 0) {
            throw new IllegalStateException("the message is finished");
        }
        filter(in, out);
    }

    /**
     * Ends the message: a CRLF if the last line has none, then the empty line if the header has not
     * ended.
     *
     * @return whether all of it fitted into {@code out}; if not, call again with room
     */
    public boolean finish(ByteBuffer out) {
        if (tailOctets < 0) {
            tailOctets = (octets == lineStart ? 0 : 2) + (headerEnded ? 0 : 2);
        }
        ByteBuffer tail = ByteBuffer.wrap(TAIL, tailDone, tailOctets - tailDone);
        filter(tail, out);
        tailDone = tail.position();
        return tailDone == tailOctets;
    }

    /** How many octets of wire form there were so far, header included. */
    public long octets() {
        return octets;
    }

    /** Whether the empty line after the header has passed. */
    public boolean headerEnded() {
        return headerEnded;
    }

    /**
     * How many octets of wire form the header has, with the empty line that ends it; before {@link
     * #headerEnded}, how many have passed.
     */
    public long headerOctets() {
        return headerEnded ? headerOctets : octets;
    }

    /** Whether the header is longer than the limit; such a message is to be refused. */
    public boolean headerTooLong() {
        return headerOctets() > headerLimit;
    }

    /** Whether the header has an octet of 0x80 or more, so that it needs a {@link Surrogate}. */
    public boolean nonAsciiHeader() {
        return nonAsciiHeader;
    }

    /**
     * A copy of the header in wire form with the empty line that ends it; when it is too long, its
     * first octets up to the limit.
     */
    public byte[] header() {
        return Arrays.copyOf(kept, keptOctets);
    }

    /** The octets of the longest line that has ended, without its CRLF (S-045). */
    public long longestLine() {
        return longestLine;
    }

    private void filter(ByteBuffer in, ByteBuffer out) {
        while (in.hasRemaining()) {
            int room = holdsBack() ? headerLimit - keptOctets : out.remaining();
            if (room == 0) {
                return;
            }
            int start = in.position();
            if (input == Input.CRLF_OR_LF && in.get(start) == '\n' && last != '\r') {
                move(ByteBuffer.wrap(TAIL), 0, 1, out, !headerEnded);
                continue;
            }
            boolean ofHeader = !headerEnded;
            int end = runEnd(in, start, start + Math.min(in.remaining(), room));
            move(in, start, end, out, ofHeader);
            in.position(end);
        }
    }

    private boolean holdsBack() {
        return headerGoes == HeaderGoes.HELD_BACK && !headerEnded && keptOctets < headerLimit;
    }

    /** How far octets can be moved as they are: to the header's end, a lone LF, or the limit. */
    private int runEnd(ByteBuffer in, int start, int limit) {
        int lf = OctetScan.lf(in, start, limit);
        while (lf < limit) {
            boolean lineEnds = (lf > start ? in.get(lf - 1) : last) == '\r';
            if (lineEnds && lineEnd(octets + (lf + 1 - start))) {
                return lf + 1;
            }
            if (!lineEnds && input == Input.CRLF_OR_LF) {
                return lf;
            }
            lf = OctetScan.lf(in, lf + 1, limit);
        }
        return limit;
    }

    /** Notes a line end; says whether it is that of the header. */
    private boolean lineEnd(long at) {
        long line = at - 2 - lineStart;
        lineStart = at;
        longestLine = Math.max(longestLine, line);
        if (headerEnded || line > 0) {
            return false;
        }
        headerEnded = true;
        headerOctets = at;
        return true;
    }

    private void move(ByteBuffer in, int start, int end, ByteBuffer out, boolean ofHeader) {
        int length = end - start;
        boolean heldBack = headerGoes == HeaderGoes.HELD_BACK && keptOctets < headerLimit;
        if (ofHeader) {
            nonAsciiHeader |= OctetScan.nonAscii(in, start, end);
            keep(in, start, Math.min(length, headerLimit - keptOctets));
        }
        if (!ofHeader || !heldBack) {
            out.put(out.position(), in, start, length);
            out.position(out.position() + length);
        }
        octets += length;
        last = in.get(end - 1);
    }

    private void keep(ByteBuffer in, int start, int length) {
        if (kept.length - keptOctets < length) {
            int needed = Math.max(2 * kept.length, keptOctets + length);
            kept = Arrays.copyOf(kept, Math.min(needed, headerLimit));
        }
        in.get(start, kept, keptOctets, length);
        keptOctets += length;
    }
}
