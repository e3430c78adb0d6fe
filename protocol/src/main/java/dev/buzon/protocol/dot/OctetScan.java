package dev.buzon.protocol.dot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds octets in a buffer eight at a time; positions are absolute, the buffer does not move. In an
 * array it is fast in a JVM without an optimising compiler, too, which is how short commands run.
 */
public final class OctetScan {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private OctetScan() {}

    /** Where the first dot at or after {@code from} is, or the buffer's limit. */
    static int dot(ByteBuffer octets, int from) {
        return first((byte) '.', octets, from);
    }

    /** Where the first CR or LF at or after {@code from} is, or the buffer's limit. */
    static int lineEnd(ByteBuffer octets, int from) {
        return either((byte) '\r', (byte) '\n', octets, from);
    }

    /** Where the first octet like this at or after {@code from} is, or the buffer's limit. */
    public static int first(byte wanted, ByteBuffer octets, int from) {
        return either(wanted, wanted, octets, from);
    }

    /** Where the first octet like this at or after {@code from} is, or {@code to}. */
    public static int first(byte wanted, byte[] octets, int from, int to) {
        return either(wanted, wanted, octets, from, to);
    }

    private static int either(byte one, byte other, ByteBuffer octets, int from) {
        if (octets.hasArray()) {
            int offset = octets.arrayOffset();
            int to = offset + octets.limit();
            return either(one, other, octets.array(), offset + from, to) - offset;
        }
        long ones = eight(one);
        long others = eight(other);
        int limit = octets.limit();
        int at = from;
        while (at <= limit - Long.BYTES && !has(ones, others, octets.getLong(at))) {
            at += Long.BYTES;
        }
        while (at < limit && octets.get(at) != one && octets.get(at) != other) {
            at++;
        }
        return at;
    }

    private static int either(byte one, byte other, byte[] octets, int from, int to) {
        long ones = eight(one);
        long others = eight(other);
        int at = from;
        while (at <= to - Long.BYTES && !has(ones, others, (long) EIGHT.get(octets, at))) {
            at += Long.BYTES;
        }
        while (at < to && octets[at] != one && octets[at] != other) {
            at++;
        }
        return at;
    }

    /** The same octet eight times. */
    private static long eight(byte octet) {
        return ONES * (octet & 0xff);
    }

    /** Whether one of these eight octets is like one of those. */
    private static boolean has(long ones, long others, long eight) {
        return (zeros(eight ^ ones) | zeros(eight ^ others)) != 0;
    }

    /** Not 0 exactly when one of the eight octets is 0. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }
}
