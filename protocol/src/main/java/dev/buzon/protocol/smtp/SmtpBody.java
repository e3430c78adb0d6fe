package dev.buzon.protocol.smtp;

import dev.buzon.protocol.dot.DotUnstuffer;
import dev.buzon.protocol.dot.LineEndWatch;
import java.nio.ByteBuffer;

/**
 * The content of one message on its way in, from DATA (dot-stuffed, RFC 5321 §4.5.2) or from BDAT
 * (counted, RFC 3030 §2). It gives the octets to keep, and nothing more once it knows that the
 * message will be refused; the rest is then read and dropped, so that the conversation stays in
 * step. The driver moves octets, the session judges.
 *
 * <pre>{@code
 * while (!body.take(in, content)) {
 *     content.flip(); sink.write(content); content.clear();
 *     if (!in.hasRemaining()) fill(in);
 * }
 * // and once more for what the last call gave
 * }</pre>
 */
public final class SmtpBody {
    private final long limit;
    private final long dropLimit;
    private final boolean dotted;
    private final DotUnstuffer unstuffer = new DotUnstuffer(DotUnstuffer.LineEnd.CRLF_ONLY);
    private final LineEndWatch watch = new LineEndWatch();

    private long octets;
    private long dropped;
    private long chunkLeft;
    private boolean lastChunk;
    private boolean dropAll;

    private SmtpBody(SmtpLimits limits, boolean dotted) {
        this.limit = limits.messageOctets();
        this.dropLimit = limits.droppedOctets();
        this.dotted = dotted;
    }

    static SmtpBody dotted(SmtpLimits limits) {
        return new SmtpBody(limits, true);
    }

    static SmtpBody chunked(SmtpLimits limits) {
        return new SmtpBody(limits, false);
    }

    /** A chunk nobody wants: read and dropped (S-032). */
    static SmtpBody unwanted(SmtpLimits limits, long octets) {
        SmtpBody body = new SmtpBody(limits, false);
        body.dropAll = true;
        body.expectChunk(octets, false);
        return body;
    }

    void expectChunk(long length, boolean last) {
        chunkLeft = length;
        lastChunk = last;
    }

    /**
     * Takes octets of {@code in} and puts content into {@code content}, until one of the two is
     * exhausted or the end is reached; both positions move. Never takes an octet behind the end.
     *
     * @param content has room for 2 octets or more
     * @return whether the end of the data, or of this chunk, has been reached
     */
    public boolean take(ByteBuffer in, ByteBuffer content) {
        int start = content.position();
        boolean ended = dotted ? unstuffer.unstuff(in, content) : takeChunk(in, content);
        octets += content.position() - start;
        if (refused()) {
            dropped += content.position() - start;
            content.position(start);
        }
        return ended || gaveUp();
    }

    private boolean takeChunk(ByteBuffer in, ByteBuffer content) {
        int run = (int) Math.min(chunkLeft, Math.min(in.remaining(), content.remaining()));
        ByteBuffer piece = in.slice(in.position(), run);
        watch.see(piece);
        content.put(piece);
        in.position(in.position() + run);
        chunkLeft -= run;
        if (chunkLeft > 0) {
            return false;
        }
        return !lastChunk || refused() || endLine(content);
    }

    /** A message whose last chunk ends in the middle of a line gets the line end (S-032). */
    private boolean endLine(ByteBuffer content) {
        if (watch.atLineEnd() || watch.afterCr()) {
            return true;
        }
        if (content.remaining() < 2) {
            return false;
        }
        ByteBuffer crlf = ByteBuffer.wrap(new byte[] {'\r', '\n'});
        watch.see(crlf);
        content.put(crlf);
        return true;
    }

    /** Octets of content so far, dropped ones included. */
    public long octets() {
        return octets;
    }

    private boolean refused() {
        return dropAll || tooBig() || loneLineEnd();
    }

    boolean tooBig() {
        return octets > limit;
    }

    /** Whether a CR or LF outside a CRLF was seen (S-010). */
    boolean loneLineEnd() {
        return unstuffer.loneCr()
                || unstuffer.loneLf()
                || watch.loneCr()
                || watch.loneLf()
                || (lastChunk && chunkLeft == 0 && watch.afterCr());
    }

    /** Whether so much was dropped that the connection shall end. */
    boolean gaveUp() {
        return dropped > dropLimit;
    }
}
