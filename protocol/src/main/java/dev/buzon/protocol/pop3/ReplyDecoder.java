package dev.buzon.protocol.pop3;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what a server sends into the lines of its answers, for a client. Bounded: a line that does
 * not end is an error and not a full memory. Message contents do not go through here but through
 * {@link dev.buzon.protocol.dot.DotUnstuffer}.
 */
public final class ReplyDecoder {
    /** The longest line that is taken, line end included; the standards want 512. */
    public static final int LINE_LIMIT = 64 * 1024;

    private static final byte[] NOTHING = {};

    /** What the client waits for. */
    public enum Expected {
        /** The first line of an answer. */
        STATUS,
        /** The first line of an answer, or a challenge (RFC 5034 §4). */
        STATUS_OR_CHALLENGE,
        /** A line of a listing, or its end. */
        LISTING
    }

    /** What was heard. */
    public sealed interface Heard {
        /** Nothing whole yet: give it more octets. */
        record More() implements Heard {}

        /** The first line of an answer. */
        record Status(StatusLine line) implements Heard {}

        /** A challenge, in Base64; empty when the server sent only a plus. */
        record Challenge(String base64) implements Heard {}

        /** A line of a listing, its stuffed dot taken off; the number or the keyword first. */
        record Item(String line) implements Heard {}

        /** The dot that ends a listing. */
        record EndOfListing() implements Heard {}

        /** What is no POP3: the connection is of no more use. */
        record Violation(String why) implements Heard {}
    }

    private byte[] held = NOTHING;

    /** Takes octets of {@code in} up to the next line end. */
    public Heard next(ByteBuffer in, Expected expected) {
        int start = in.position();
        for (int i = start; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                byte[] line = join(in, i - start);
                in.position(i + 1);
                held = NOTHING;
                return line.length >= LINE_LIMIT
                        ? new Heard.Violation("a line without end")
                        : read(line, expected);
            }
        }
        if (held.length + in.remaining() >= LINE_LIMIT) {
            return new Heard.Violation("a line without end");
        }
        held = join(in, in.remaining());
        in.position(in.limit());
        return new Heard.More();
    }

    private byte[] join(ByteBuffer in, int part) {
        byte[] joined = Arrays.copyOf(held, held.length + part);
        in.get(in.position(), joined, held.length, part);
        return joined;
    }

    private static Heard read(byte[] line, Expected expected) {
        byte[] text =
                line.length > 0 && line[line.length - 1] == '\r'
                        ? Arrays.copyOf(line, line.length - 1)
                        : line;
        return switch (expected) {
            case STATUS -> status(text);
            case STATUS_OR_CHALLENGE ->
                    text.length > 0 && text[0] == '+' && StatusLine.parse(text).isEmpty()
                            ? new Heard.Challenge(latin1(text, 1).strip())
                            : status(text);
            case LISTING -> item(text);
        };
    }

    private static Heard status(byte[] text) {
        Optional<StatusLine> line = StatusLine.parse(text);
        return line.isPresent()
                ? new Heard.Status(line.get())
                : new Heard.Violation("an answer without status");
    }

    private static Heard item(byte[] text) {
        if (text.length == 1 && text[0] == '.') {
            return new Heard.EndOfListing();
        }
        return new Heard.Item(latin1(text, text.length > 0 && text[0] == '.' ? 1 : 0));
    }

    /**
     * One character an octet: UIDLs of foreign servers are compared octet by octet, whatever
     * charset they mean.
     */
    private static String latin1(byte[] octets, int from) {
        return new String(
                octets, from, octets.length - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
