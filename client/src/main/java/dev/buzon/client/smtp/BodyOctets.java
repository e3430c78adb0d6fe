package dev.buzon.client.smtp;

import dev.buzon.message.WireForm;
import dev.buzon.protocol.dot.LineEndMender;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The body of a message in wire form, out of a stream that begins with the header; what there is to
 * know of both is known when it has passed.
 */
final class BodyOctets implements Closeable {
    /** Octets that are read at once. */
    static final int PART_OCTETS = 64 * 1024;

    private final InputStream in;
    private final LineEndMender mender = new LineEndMender();
    private final WireForm form = new WireForm(WireForm.Input.CRLF, WireForm.HeaderGoes.HELD_BACK);
    private final ByteBuffer raw = ByteBuffer.allocate(PART_OCTETS).flip();
    private final ByteBuffer mended = ByteBuffer.allocate(PART_OCTETS).flip();
    private boolean rawEnded;
    private boolean mendedEnded;
    private boolean ended;
    private boolean hasNul;
    private boolean eightBit;
    private long octets;
    private long line;
    private long longestLine;

    BodyOctets(InputStream in) {
        this.in = in;
    }

    /**
     * Puts octets of the body into {@code out} until it is full or there are no more.
     *
     * @return whether there may be more
     */
    boolean read(ByteBuffer out) throws IOException {
        int start = out.position();
        while (!ended && out.hasRemaining()) {
            if (mended.hasRemaining()) {
                form.pass(mended, out);
            } else if (mendedEnded) {
                ended = form.finish(out);
            } else {
                mendMore();
            }
        }
        look(out, start);
        return !ended;
    }

    private void mendMore() throws IOException {
        mended.clear();
        if (!raw.hasRemaining() && !rawEnded) {
            int read = in.read(raw.array());
            rawEnded = read < 0;
            raw.clear().limit(Math.max(read, 0));
        }
        if (raw.hasRemaining()) {
            mender.mend(raw, mended);
        } else if (rawEnded) {
            mendedEnded = mender.finish(mended);
        }
        mended.flip();
        for (int at = 0; at < mended.limit() && !hasNul; at++) {
            hasNul = mended.get(at) == 0;
        }
    }

    private void look(ByteBuffer out, int start) {
        octets += out.position() - start;
        for (int at = start; at < out.position(); at++) {
            byte octet = out.get(at);
            eightBit |= octet < 0;
            line++;
            if (octet == '\n') {
                longestLine = Math.max(longestLine, line - 2);
                line = 0;
            }
        }
    }

    /** What was learned of the header. */
    WireForm form() {
        return form;
    }

    /** Octets of body that came out. */
    long octets() {
        return octets;
    }

    /** Whether one of them is above 127. */
    boolean eightBit() {
        return eightBit;
    }

    /** Whether there was a NUL, in the header or in the body. */
    boolean hasNul() {
        return hasNul;
    }

    /** Octets of the longest line of the body, without its CRLF. */
    long longestLine() {
        return longestLine;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
