package dev.buzon.protocol.dot;

import java.nio.ByteBuffer;

/** Finds octets in a buffer eight at a time; positions are absolute, the buffer does not move. */
final class OctetScan {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long DOTS = ONES * '.';
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private OctetScan() {}

    /** Where the first dot at or after {@code from} is, or the buffer's limit. */
    static int dot(ByteBuffer octets, int from) {
        int limit = octets.limit();
        int at = from;
        while (at <= limit - Long.BYTES && zeros(octets.getLong(at) ^ DOTS) == 0) {
            at += Long.BYTES;
        }
        while (at < limit && octets.get(at) != '.') {
            at++;
        }
        return at;
    }

    /** Where the first CR or LF at or after {@code from} is, or the buffer's limit. */
    static int lineEnd(ByteBuffer octets, int from) {
        int limit = octets.limit();
        int at = from;
        while (at <= limit - Long.BYTES) {
            long eight = octets.getLong(at);
            if ((zeros(eight ^ CRS) | zeros(eight ^ LFS)) != 0) {
                break;
            }
            at += Long.BYTES;
        }
        while (at < limit && octets.get(at) != '\r' && octets.get(at) != '\n') {
            at++;
        }
        return at;
    }

    /** Not 0 exactly when one of the eight octets is 0. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }
}
