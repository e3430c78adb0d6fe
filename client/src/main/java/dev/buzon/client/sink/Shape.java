package dev.buzon.client.sink;

import dev.buzon.protocol.dot.OctetScan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How a message's octets are written into a file. */
sealed interface Shape {
    /** How much longer a run of octets can become: at worst every octet is a line of its own. */
    static int room(int octets) {
        return 2 * octets + 256;
    }

    /** Takes all of {@code in}; {@code out} has {@link #room} for it. */
    void pass(ByteBuffer in, ByteBuffer out);

    /** The end of the message has come. */
    void finish(ByteBuffer out);

    /** As the server sent it. */
    record AsSent() implements Shape {
        @Override
        public void pass(ByteBuffer in, ByteBuffer out) {
            out.put(in);
        }

        @Override
        public void finish(ByteBuffer out) {}
    }

    /** Lines end with LF, as readers of local folders expect. */
    final class LocalLines implements Shape {
        private boolean carriageReturn;

        @Override
        public void pass(ByteBuffer in, ByteBuffer out) {
            while (in.hasRemaining()) {
                int at = in.position();
                if (carriageReturn && in.get(at) != '\n') {
                    out.put((byte) '\r');
                }
                int next = OctetScan.first((byte) '\r', in, at);
                out.put(out.position(), in, at, next - at);
                out.position(out.position() + next - at);
                carriageReturn = next < in.limit();
                in.position(carriageReturn ? next + 1 : next);
            }
        }

        @Override
        public void finish(ByteBuffer out) {
            if (carriageReturn) {
                out.put((byte) '\r');
                carriageReturn = false;
            }
        }
    }

    /** The way back from {@link LocalLines}: each LF becomes CRLF again. */
    final class WireLines implements Shape {
        @Override
        public void pass(ByteBuffer in, ByteBuffer out) {
            while (in.hasRemaining()) {
                byte octet = in.get();
                if (octet == '\n') {
                    out.put((byte) '\r');
                }
                out.put(octet);
            }
        }

        @Override
        public void finish(ByteBuffer out) {}
    }

    /**
     * One message of an mbox file in the form mboxrd (RFC 4155 Appendix A, and the quoting that can
     * be undone): a separator, lines with LF, one more {@code >} before every {@code From } that
     * has none or some, an empty line at the end.
     */
    final class InMbox implements Shape {
        private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

        private final LocalLines lines = new LocalLines();
        private byte[] separator;
        private int matched;
        private boolean startOfLine = true;
        private boolean ended = true;

        /**
         * @param separator the whole From line, with its LF
         */
        InMbox(String separator) {
            this.separator = separator.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void pass(ByteBuffer in, ByteBuffer out) {
            begin(out);
            ByteBuffer local = ByteBuffer.allocate(in.remaining() + 1);
            lines.pass(in, local);
            quote(local.flip(), out);
        }

        private void begin(ByteBuffer out) {
            out.put(separator);
            separator = new byte[0];
        }

        /**
         * Where in a run of quotes the new one goes cannot be seen, so none has to be held back.
         */
        private void quote(ByteBuffer in, ByteBuffer out) {
            while (in.hasRemaining()) {
                byte octet = in.get();
                ended = octet == '\n';
                if (startOfLine && octet == FROM[matched]) {
                    if (++matched == FROM.length) {
                        out.put((byte) '>');
                        releaseLineStart(out);
                        startOfLine = false;
                    }
                } else {
                    boolean quoted = startOfLine && matched == 0 && octet == '>';
                    releaseLineStart(out);
                    out.put(octet);
                    startOfLine = quoted || octet == '\n';
                }
            }
        }

        private void releaseLineStart(ByteBuffer out) {
            out.put(FROM, 0, matched);
            matched = 0;
        }

        @Override
        public void finish(ByteBuffer out) {
            begin(out);
            ByteBuffer rest = ByteBuffer.allocate(1);
            lines.finish(rest);
            quote(rest.flip(), out);
            releaseLineStart(out);
            out.put((byte) '\n');
            if (!ended) {
                out.put((byte) '\n');
            }
        }
    }
}
