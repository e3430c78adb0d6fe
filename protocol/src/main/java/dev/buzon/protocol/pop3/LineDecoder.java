package dev.buzon.protocol.pop3;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts what a client sends into lines, however the octets come. A line ends in CRLF; a lone LF is
 * taken too, since hand-written scripts send it. What is too long is read to its end and reported
 * once, so that the session stays in step (RFC 2449 §4).
 */
public final class LineDecoder {
    /** The longest command, line end included (RFC 2449 §4). */
    public static final int COMMAND_LIMIT = 255;

    /** Octets without a line end after which the connection is given up. */
    public static final int ENDLESS_LIMIT = 8 * 1024;

    /**
     * The longest AUTH line and SASL response, line end included: OAuth tokens are long (RFC 4954
     * §4).
     */
    public static final int SASL_LIMIT = 64 * 1024;

    /** Octets of a SASL line without an end after which the connection is given up. */
    public static final int SASL_ENDLESS_LIMIT = 2 * SASL_LIMIT;

    private static final byte[] AUTH = {'A', 'U', 'T', 'H', ' '};
    private static final byte[] NOTHING = {};

    /** What was found in the input. */
    public sealed interface Input {
        /** Nothing whole yet: give it more octets. */
        record More() implements Input {}

        /** A line, its end cut off. */
        @SuppressWarnings(
                "ArrayRecordComponent") // never compared, handed from the decoder to the parser
        // once
        record Line(byte[] octets) implements Input {}

        /** A line over its limit, read to its end and dropped. */
        record TooLong() implements Input {}

        /** More octets without a line end than anybody sends in good faith. */
        record Endless() implements Input {}
    }

    private byte[] held = NOTHING; // the start of a line whose end has not come yet
    private int length; // octets of the current line so far, also those not held
    private boolean sasl;

    /**
     * Takes octets from {@code in} up to the next line end.
     *
     * @param sasl whether the line is a response in a SASL exchange, which may be long (RFC 5034
     *     §4)
     */
    public Input next(ByteBuffer in, boolean sasl) {
        this.sasl = sasl;
        int start = in.position();
        for (int i = start; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                int part = i - start;
                Input input = finish(in, part);
                in.position(i + 1);
                return input;
            }
        }
        keep(in, in.remaining());
        return length > (mayBeLong() ? SASL_ENDLESS_LIMIT : ENDLESS_LIMIT)
                ? new Input.Endless()
                : new Input.More();
    }

    /** Whether a line has begun whose end has not come. */
    public boolean midLine() {
        return length > 0;
    }

    private Input finish(ByteBuffer in, int part) {
        byte[] line;
        int total = length + part;
        if (length == 0) {
            line = new byte[Math.min(part, SASL_LIMIT)];
            in.get(in.position(), line);
        } else {
            keep(in, part);
            line = Arrays.copyOf(held, Math.min(total, held.length));
        }
        boolean tooLong = total + 1 > (sasl || isAuth(line) ? SASL_LIMIT : COMMAND_LIMIT);
        held = NOTHING;
        length = 0;
        if (tooLong) {
            return new Input.TooLong();
        }
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return new Input.Line(end == line.length ? line : Arrays.copyOf(line, end));
    }

    private void keep(ByteBuffer in, int part) {
        int limit = SASL_LIMIT;
        if (length >= AUTH.length && !mayBeLong()) {
            limit = COMMAND_LIMIT;
        }
        int room = Math.min(part, Math.max(0, limit - length));
        if (length + room > held.length) {
            held = Arrays.copyOf(held, Math.max(length + room, Math.min(limit, held.length * 2)));
        }
        in.get(in.position(), held, Math.min(length, limit), room);
        in.position(in.position() + part);
        length += part;
    }

    private boolean mayBeLong() {
        return sasl || isAuth(held);
    }

    private static boolean isAuth(byte[] line) {
        if (line.length < AUTH.length) {
            return false;
        }
        String start =
                new String(line, 0, AUTH.length, java.nio.charset.StandardCharsets.ISO_8859_1);
        return start.toUpperCase(Locale.ROOT).equals("AUTH ");
    }
}
