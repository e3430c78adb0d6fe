package dev.buzon.protocol.dot;

import java.nio.ByteBuffer;

/**
 * The writer of one dot-stuffed text (RFC 1939 §3, RFC 5321 §4.5.2). Feed the content in pieces
 * with {@link #stuff}, then call {@link #finish} until it says true. One object serves one text.
 *
 * <pre>{@code
 * while (more content) {
 *     while (content.hasRemaining()) {
 *         stuffer.stuff(content, out);
 *         if (!out.hasRemaining()) flush(out);
 *     }
 * }
 * while (!stuffer.finish(out)) flush(out);
 * }</pre>
 */
public final class DotStuffer {
    private static final byte[] TERMINATOR = {'\r', '\n', '.', '\r', '\n'};

    /** What was written last, as far as the next octet needs to know. */
    private enum After {
        LINE_END,
        CR,
        TEXT
    }

    private final LineEnds lineEnds;
    private After after = After.LINE_END;
    private int terminatorNext = -1;

    /** A stuffer at the beginning of a text. */
    public DotStuffer(LineEnds lineEnds) {
        this.lineEnds = lineEnds;
    }

    /**
     * Takes octets of {@code content} and puts their stuffed form into {@code out} until one of the
     * two is exhausted; both positions move. Any buffer size works, one octet too.
     */
    public void stuff(ByteBuffer content, ByteBuffer out) {
        if (terminatorNext >= 0) {
            throw new IllegalStateException("the text is finished");
        }
        while (content.hasRemaining() && out.hasRemaining()) {
            if (!insertBefore(content.get(content.position()), out)) {
                copyRun(content, out);
            }
        }
    }

    /**
     * Ends the text: a CRLF if the last line has none, then the terminator.
     *
     * @return whether all of it fitted into {@code out}; if not, call again with room
     */
    public boolean finish(ByteBuffer out) {
        if (terminatorNext < 0) {
            terminatorNext = terminatorStart();
        }
        int length = Math.min(TERMINATOR.length - terminatorNext, out.remaining());
        out.put(TERMINATOR, terminatorNext, length);
        terminatorNext += length;
        return terminatorNext == TERMINATOR.length;
    }

    private int terminatorStart() {
        return switch (after) {
            case LINE_END -> 2;
            case CR -> lineEnds == LineEnds.ALL_TO_CRLF ? 1 : 0;
            case TEXT -> 0;
        };
    }

    /** Writes the octet that must stand before {@code next}, if there is one. */
    private boolean insertBefore(byte next, ByteBuffer out) {
        if (after == After.LINE_END && next == '.') {
            out.put((byte) '.');
            after = After.TEXT;
            return true;
        }
        if (after != After.CR && next == '\n' && lineEnds != LineEnds.KEPT) {
            out.put((byte) '\r');
            after = After.CR;
            return true;
        }
        if (after == After.CR && next != '\n' && lineEnds == LineEnds.ALL_TO_CRLF) {
            out.put((byte) '\n');
            after = After.LINE_END;
            return true;
        }
        return false;
    }

    /** Copies the next octet and all those behind it that need no look. */
    private void copyRun(ByteBuffer content, ByteBuffer out) {
        int start = content.position();
        int run = Math.min(runEnd(content, start) - start, out.remaining());
        out.put(out.position(), content, start, run);
        out.position(out.position() + run);
        content.position(start + run);
        byte last = content.get(start + run - 1);
        boolean crBefore = run > 1 ? content.get(start + run - 2) == '\r' : after == After.CR;
        after = afterOctet(last, crBefore);
    }

    private int runEnd(ByteBuffer content, int start) {
        if (lineEnds == LineEnds.KEPT) {
            return OctetScan.dot(content, start + 1); // only a dot can need anything
        }
        byte first = content.get(start);
        return first == '\r' || first == '\n' ? start + 1 : OctetScan.lineEnd(content, start + 1);
    }

    private static After afterOctet(byte last, boolean crBefore) {
        if (last == '\r') {
            return After.CR;
        }
        return last == '\n' && crBefore ? After.LINE_END : After.TEXT;
    }
}
