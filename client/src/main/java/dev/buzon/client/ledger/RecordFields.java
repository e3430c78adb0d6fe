package dev.buzon.client.ledger;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a line, taken one after the other, straight from its octets: tens of thousands of
 * lines are read before the first message can be.
 */
final class RecordFields {
    private final byte[] line;
    private final int to;
    private int at;

    RecordFields(byte[] line, int from, int to) {
        this.line = line;
        this.at = from;
        this.to = to;
    }

    /** Where the next field ends; moves behind the blank after it. */
    private int next() {
        if (at > to) {
            throw new IllegalArgumentException("a field is missing");
        }
        int end = at;
        while (end < to && line[end] != ' ') {
            end++;
        }
        at = end + 1;
        return end;
    }

    String text() {
        int begin = at;
        int end = next();
        if (end == begin + 1 && line[begin] == '-') {
            return "";
        }
        for (int i = begin; i < end; i++) {
            if (line[i] == '%') {
                return unescape(begin, end);
            }
        }
        return new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private String unescape(int begin, int end) {
        byte[] octets = new byte[end - begin];
        int length = 0;
        for (int i = begin; i < end; i++) {
            if (line[i] == '%' && i + 2 < end) {
                octets[length++] = (byte) (digit(line[i + 1]) << 4 | digit(line[i + 2]));
                i += 2;
            } else {
                octets[length++] = line[i];
            }
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    private static int digit(byte octet) {
        int digit = RecordLine.digit(octet);
        if (digit < 0) {
            throw new IllegalArgumentException("not a hexadecimal digit");
        }
        return digit;
    }

    long number() {
        int begin = at;
        int end = next();
        if (end == begin || end - begin > 18) {
            throw new IllegalArgumentException("not a number");
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a number");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    boolean flag() {
        return number() == 1;
    }

    @Nullable Digest digest() {
        int begin = at;
        int end = next();
        if (end == begin + 1 && line[begin] == '-') {
            return null;
        }
        if (end - begin != 2 * Digest.OCTETS) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return new Digest(part(begin), part(begin + 16), part(begin + 32), part(begin + 48));
    }

    private long part(int begin) {
        long part = 0;
        for (int i = begin; i < begin + 16; i++) {
            part = part << 4 | digit(line[i]);
        }
        return part;
    }

    void end() {
        if (at <= to) {
            throw new IllegalArgumentException("too many fields");
        }
    }
}
