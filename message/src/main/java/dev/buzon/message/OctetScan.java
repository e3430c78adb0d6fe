package dev.buzon.message;

import java.nio.ByteBuffer;

/**
 * Looks at octets of a buffer eight at a time; positions are absolute, the buffer does not move.
 */
final class OctetScan {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = ONES * '\n';

    private OctetScan() {}

    /** Where the first LF in {@code from..to} is, or {@code to}. */
    static int lf(ByteBuffer octets, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES) {
            long eight = octets.getLong(at) ^ LFS;
            if (((eight - ONES) & ~eight & HIGHS) != 0) { // exact: not 0 when an octet is LF
                break;
            }
            at += Long.BYTES;
        }
        while (at < to && octets.get(at) != '\n') {
            at++;
        }
        return at;
    }

    /** Whether an octet in {@code from..to} is 0x80 or more. */
    static boolean nonAscii(ByteBuffer octets, int from, int to) {
        int at = from;
        long seen = 0;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            seen |= octets.getLong(at);
        }
        for (; at < to; at++) {
            seen |= octets.get(at);
        }
        return (seen & HIGHS) != 0;
    }
}
