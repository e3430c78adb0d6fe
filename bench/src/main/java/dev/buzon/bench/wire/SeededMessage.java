package dev.buzon.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The messages that the generator sends and recognises again. The first line of each carries its
 * identity and a CRC, so that whoever fetches it can tell, without having seen it before, whose it
 * is, which one it is, and that no octet has changed:
 *
 * <pre>X-Buzon-Bench: user index octets crc</pre>
 *
 * four numbers of eight hexadecimal digits. The octets are counted from this line to the end, in
 * wire form, not stuffed; the CRC covers the three numbers before it and everything after the line.
 * Headers that a server puts in front (Return-Path, Received) are not covered.
 *
 * <p>Every line of the body carries the identity again, so that a chunk of another message of the
 * same length is found out, and every eighth begins with a dot. One object makes one message after
 * the other in its buffer.
 */
public final class SeededMessage {
    /** Smallest message there is: the headers and some body. */
    public static final int OCTETS_MIN = 400;

    /** Largest message made: 1 GiB. */
    public static final int OCTETS_MAX = 1 << 30;

    static final byte[] MARKER = "X-Buzon-Bench: ".getBytes(StandardCharsets.US_ASCII);
    static final int HEX_DIGITS = 8;

    /** The marker, four numbers, three spaces, CRLF. */
    static final int MARKER_LINE_OCTETS = MARKER.length + 4 * HEX_DIGITS + 3 + 2;

    /**
     * Of the marker line, the part that the CRC covers: the first three numbers with their spaces.
     */
    static final int COVERED_OCTETS = 3 * HEX_DIGITS + 3;

    private static final int LINE_OCTETS = 78;
    private static final int DOT_EVERY_LINES = 8;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.US_ASCII);

    private final int octets;
    private final byte[] plain;
    private final byte[] stuffed;
    private final int bodyStart;
    private int stuffedOctets;
    private final CRC32 crc = new CRC32();

    /** Makes messages of exactly {@code octets} octets. */
    public SeededMessage(int octets) {
        if (octets < OCTETS_MIN || octets > OCTETS_MAX) {
            throw new IllegalArgumentException(
                    "messages have " + OCTETS_MIN + " to " + OCTETS_MAX + " octets, not " + octets);
        }
        this.octets = octets;
        plain = new byte[octets];
        stuffed = new byte[octets + octets / LINE_OCTETS + 8];
        System.arraycopy(MARKER, 0, plain, 0, MARKER.length);
        String headers =
                """
                From: Bench <bench@example.org>
                To: undisclosed-recipients:;
                Subject: made by buzon bench
                Date: Sun, 22 Nov 2026 12:00:00 +0000
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                """
                        .replace("\n", "\r\n");
        byte[] fixed = headers.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(fixed, 0, plain, MARKER_LINE_OCTETS, fixed.length);
        bodyStart = MARKER_LINE_OCTETS + fixed.length;
        fillBody();
    }

    private void fillBody() {
        long state = octets;
        int line = 0;
        for (int start = bodyStart; start < octets; start += LINE_OCTETS, line++) {
            int end = lineEnd(start);
            for (int at = start; at < end; at++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                plain[at] = LETTERS[(int) (state >>> 58)];
            }
            if (line % DOT_EVERY_LINES == 0) {
                plain[start] = '.';
            }
            plain[end] = '\r';
            plain[end + 1] = '\n';
            if (end + 2 == octets) {
                return;
            }
        }
    }

    /**
     * Where the CRLF of the body line at {@code start} stands; a rest too short for a line of its
     * own belongs to the last one.
     */
    private int lineEnd(int start) {
        int end = start + LINE_OCTETS - 2;
        return end + 2 + 3 > octets ? octets - 2 : end;
    }

    /**
     * Makes message {@code index} of {@code user}: from now on {@link #stuffedOctets} and the rest
     * speak of it.
     */
    public void make(int user, int index) {
        int at = MARKER.length;
        at = hex(plain, at, user);
        plain[at++] = ' ';
        at = hex(plain, at, index);
        plain[at++] = ' ';
        at = hex(plain, at, octets);
        plain[at++] = ' ';
        for (int start = bodyStart; start + LINE_OCTETS <= octets; start += LINE_OCTETS) {
            hex(plain, start + 1, user);
            hex(plain, start + 1 + HEX_DIGITS, index);
        }
        crc.reset();
        crc.update(plain, MARKER.length, COVERED_OCTETS);
        crc.update(plain, MARKER_LINE_OCTETS, octets - MARKER_LINE_OCTETS);
        at = hex(plain, at, (int) crc.getValue());
        plain[at] = '\r';
        plain[at + 1] = '\n';
        stuff();
    }

    private void stuff() {
        int to = 0;
        int from = 0;
        while (from < octets) {
            int feed = Wire.lineFeed(plain, from, octets);
            int end = feed < 0 ? octets : feed + 1;
            if (plain[from] == '.') {
                stuffed[to++] = '.';
            }
            System.arraycopy(plain, from, stuffed, to, end - from);
            to += end - from;
            from = end;
        }
        stuffed[to++] = '.';
        stuffed[to++] = '\r';
        stuffed[to++] = '\n';
        stuffedOctets = to;
    }

    /**
     * The message as it goes after DATA (RFC 5321 §4.5.2): stuffed, with the final dot. Only {@link
     * #stuffedOctets} octets of the array count.
     */
    byte[] stuffed() {
        return stuffed;
    }

    /** How many octets of {@link #stuffed} are the message. */
    int stuffedOctets() {
        return stuffedOctets;
    }

    /** Octets of the message in wire form, not stuffed. */
    public int octets() {
        return octets;
    }

    /** The message in wire form, not stuffed (a copy). */
    public byte[] plain() {
        return plain.clone();
    }

    private static int hex(byte[] to, int at, int number) {
        for (int shift = 28, next = at; shift >= 0; shift -= 4, next++) {
            to[next] = DIGITS[number >>> shift & 0xF];
        }
        return at + HEX_DIGITS;
    }
}
