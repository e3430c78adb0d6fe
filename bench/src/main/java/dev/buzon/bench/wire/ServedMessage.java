package dev.buzon.bench.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A message as a server gave it: read from the wire with its dots unstuffed (RFC 1939 §3), then
 * compared with what {@link SeededMessage} made. The buffer is kept for the next message.
 */
public final class ServedMessage {
    /** Largest message accepted: a server that never ends one must not end the generator. */
    private static final int OCTETS_MAX = 1 << 30;

    /**
     * How far from the front the marker may stand: room for the trace headers of several servers.
     */
    private static final int TRACE_OCTETS_MAX = 16 * 1024;

    private byte[] content = new byte[64 * 1024];
    private int octets;
    private int user;
    private int index;
    private final CRC32 crc = new CRC32();

    /** An empty buffer. */
    public ServedMessage() {}

    /** Octets of the last message, not stuffed, without the final dot. */
    public int octets() {
        return octets;
    }

    /** Whose message it is, after {@link #verify}. */
    public int user() {
        return user;
    }

    /** Which of the user's messages it is, after {@link #verify}. */
    public int index() {
        return index;
    }

    /** The last message (a copy). */
    public byte[] content() {
        return Arrays.copyOf(content, octets);
    }

    /**
     * Reads up to and including the final dot. A line without CR, and a line that begins with a
     * single dot, are wrong.
     */
    void read(Wire wire) throws IOException {
        octets = 0;
        boolean lineStarts = true;
        while (true) {
            wire.need(1);
            if (lineStarts && wire.input[wire.position] == '.') {
                wire.need(2);
                wire.position++;
                if (wire.input[wire.position] == '\r') {
                    wire.need(2);
                    if (wire.input[wire.position + 1] != '\n') {
                        throw new WrongAnswer("a line begins with a dot that was not doubled");
                    }
                    wire.position += 2;
                    return;
                }
                if (wire.input[wire.position] != '.') {
                    throw new WrongAnswer("a line begins with a dot that was not doubled");
                }
            }
            int feed = Wire.lineFeed(wire.input, wire.position, wire.limit);
            int end = feed < 0 ? wire.limit : feed + 1;
            append(wire.input, wire.position, end - wire.position);
            wire.position = end;
            lineStarts = feed >= 0;
            if (lineStarts && (octets < 2 || content[octets - 2] != '\r')) {
                throw new WrongAnswer("message with a line without CR");
            }
        }
    }

    void append(byte[] from, int offset, int length) throws IOException {
        if (octets + length > content.length) {
            if (octets + length > OCTETS_MAX) {
                throw new WrongAnswer("message longer than " + OCTETS_MAX + " octets");
            }
            content =
                    Arrays.copyOf(
                            content,
                            (int)
                                    Math.min(
                                            OCTETS_MAX,
                                            Math.max(2L * content.length, octets + length)));
        }
        System.arraycopy(from, offset, content, octets, length);
        octets += length;
    }

    /** Compares with what was sent: identity, length and every octet from the marker on. */
    public void verify(int expectedUser) throws WrongAnswer {
        int marker = marker();
        int numbers = marker + SeededMessage.MARKER.length;
        user = hex(numbers);
        index = hex(numbers + SeededMessage.HEX_DIGITS + 1);
        int sent = hex(numbers + 2 * (SeededMessage.HEX_DIGITS + 1));
        int checksum = hex(numbers + 3 * (SeededMessage.HEX_DIGITS + 1));
        int lineEnd = marker + SeededMessage.MARKER_LINE_OCTETS;
        if (content[lineEnd - 2] != '\r' || content[lineEnd - 1] != '\n') {
            throw new WrongAnswer("message with a damaged marker line");
        }
        if (octets - marker != sent) {
            throw new WrongAnswer("message shorter or longer than it was sent");
        }
        crc.reset();
        crc.update(content, numbers, SeededMessage.COVERED_OCTETS);
        crc.update(
                content,
                marker + SeededMessage.MARKER_LINE_OCTETS,
                sent - SeededMessage.MARKER_LINE_OCTETS);
        if ((int) crc.getValue() != checksum) {
            throw new WrongAnswer("message with other content than it was sent with");
        }
        if (user != expectedUser) {
            throw new WrongAnswer("message of another user");
        }
    }

    /** Finds the marker line, which follows the headers that the server put in front. */
    private int marker() throws WrongAnswer {
        int start = 0;
        while (start < Math.min(octets, TRACE_OCTETS_MAX)) {
            if (start + SeededMessage.MARKER_LINE_OCTETS <= octets
                    && Arrays.equals(
                            content,
                            start,
                            start + SeededMessage.MARKER.length,
                            SeededMessage.MARKER,
                            0,
                            SeededMessage.MARKER.length)) {
                return start;
            }
            int feed = Wire.lineFeed(content, start, octets);
            if (feed < 0) {
                break;
            }
            start = feed + 1;
        }
        throw new WrongAnswer("message that this generator did not send (no marker line)");
    }

    private int hex(int from) throws WrongAnswer {
        int number = 0;
        for (int at = from; at < from + SeededMessage.HEX_DIGITS; at++) {
            int digit = Character.digit(content[at], 16);
            if (digit < 0 || (content[at] >= 'A' && content[at] <= 'F')) {
                throw new WrongAnswer("message with a damaged marker line");
            }
            number = number << 4 | digit;
        }
        return number;
    }
}
