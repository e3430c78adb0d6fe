package dev.buzon.protocol.dot;

import java.nio.ByteBuffer;

/**
 * The reader of one dot-stuffed text: takes away the stuffed dots, finds the end, keeps every other
 * octet as it came (RFC 1939 §3, RFC 5321 §4.5.2). The line end before the terminator belongs to
 * the content. One object serves one text.
 *
 * <pre>{@code
 * while (!unstuffer.unstuff(wire, content)) {
 *     if (!content.hasRemaining()) empty(content); else fill(wire);
 * }
 * }</pre>
 */
public final class DotUnstuffer {
    /** What ends a line. */
    public enum LineEnd {
        /** Only CRLF, and only CRLF dot CRLF ends the text: a server's DATA (RFC 5321 §2.3.8). */
        CRLF_ONLY,

        /** A lone LF as well: a client's answer from a server that is not strict. */
        LONE_LF_TOO
    }

    private enum State {
        LINE_START,
        TEXT,
        CR,
        /** A dot at the start of a line was read and not written: stuffed, or the terminator. */
        DOT,
        /** That dot and a CR were read; the CR is not written yet. */
        DOT_CR,
        ENDED
    }

    private final LineEnd lineEnd;
    private State state = State.LINE_START;
    private boolean loneCr;
    private boolean loneLf;

    /** An unstuffer at the beginning of a text. */
    public DotUnstuffer(LineEnd lineEnd) {
        this.lineEnd = lineEnd;
    }

    /**
     * Takes octets of {@code wire} and puts the content into {@code content} until one of the two
     * is exhausted or the text has ended; both positions move, and nothing behind the terminator is
     * taken.
     *
     * @return whether the text has ended
     */
    public boolean unstuff(ByteBuffer wire, ByteBuffer content) {
        while (state != State.ENDED && wire.hasRemaining()) {
            if (state == State.TEXT) {
                copyRun(wire, content);
            }
            if (!wire.hasRemaining() || !take(wire, content)) {
                break;
            }
        }
        return state == State.ENDED;
    }

    /** Whether the terminator has been read. */
    public boolean ended() {
        return state == State.ENDED;
    }

    /** Whether a CR without LF behind it has been read (S-010). */
    public boolean loneCr() {
        return loneCr;
    }

    /** Whether an LF without CR before it has been read (S-010). */
    public boolean loneLf() {
        return loneLf;
    }

    /** Reads one octet, if there is room for what it makes. */
    private boolean take(ByteBuffer wire, ByteBuffer content) {
        byte next = wire.get(wire.position());
        switch (state) {
            case LINE_START -> {
                if (next == '.') {
                    return skip(wire, State.DOT);
                }
            }
            case DOT -> {
                if (next == '\r') {
                    return skip(wire, State.DOT_CR);
                }
                if (next == '\n' && lineEnd == LineEnd.LONE_LF_TOO) {
                    loneLf = true;
                    return skip(wire, State.ENDED);
                }
            }
            case DOT_CR -> {
                return next == '\n' ? skip(wire, State.ENDED) : releaseCr(content);
            }
            case CR -> loneCr |= next != '\n';
            case TEXT, ENDED -> {}
        }
        return copyOne(wire, content);
    }

    private boolean skip(ByteBuffer wire, State then) {
        wire.position(wire.position() + 1);
        state = then;
        return true;
    }

    /** The CR after a leading dot was no line end after all: it is content. */
    private boolean releaseCr(ByteBuffer content) {
        if (!content.hasRemaining()) {
            return false;
        }
        content.put((byte) '\r');
        loneCr = true;
        state = State.TEXT;
        return true;
    }

    private boolean copyOne(ByteBuffer wire, ByteBuffer content) {
        if (!content.hasRemaining()) {
            return false;
        }
        byte octet = wire.get();
        content.put(octet);
        state = after(octet);
        return true;
    }

    private State after(byte octet) {
        if (octet == '\r') {
            return State.CR;
        }
        if (octet != '\n') {
            return State.TEXT;
        }
        if (state == State.CR) {
            return State.LINE_START;
        }
        loneLf = true;
        return lineEnd == LineEnd.LONE_LF_TOO ? State.LINE_START : State.TEXT;
    }

    /** Copies all that needs no look: text, and line ends with text behind them. */
    private void copyRun(ByteBuffer wire, ByteBuffer content) {
        int start = wire.position();
        int run = Math.min(runEnd(wire, start) - start, content.remaining());
        if (run == 0) {
            return;
        }
        content.put(content.position(), wire, start, run);
        content.position(content.position() + run);
        wire.position(start + run);
        byte last = wire.get(start + run - 1);
        // A run cut by a full buffer may end inside a CRLF or behind it.
        if (last == '\r') {
            state = State.CR;
        } else if (last == '\n') {
            state = State.LINE_START;
        }
    }

    private static int runEnd(ByteBuffer wire, int start) {
        int limit = wire.limit();
        int at = OctetScan.lineEnd(wire, start);
        while (at + 2 < limit
                && wire.get(at) == '\r'
                && wire.get(at + 1) == '\n'
                && wire.get(at + 2) != '.') {
            at = OctetScan.lineEnd(wire, at + 2);
        }
        return at;
    }
}
