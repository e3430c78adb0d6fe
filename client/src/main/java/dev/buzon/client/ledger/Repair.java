package dev.buzon.client.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * Puts right what a single flipped bit has done to the lines of a ledger. A CRC32C tells all single
 * flips in lines of our length apart, so what is found is what was written.
 */
final class Repair {
    private static final List<byte[]> NOT_FOUND = List.of();

    private Repair() {}

    /**
     * The lines that this one was, before a bit in it flipped; empty when that is not what
     * happened.
     */
    static List<byte[]> flipped(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                line[i] ^= (byte) (1 << bit);
                List<byte[]> found = line[i] == '\n' ? parts(line, i) : whole(line);
                if (!found.isEmpty()) {
                    return found;
                }
                line[i] ^= (byte) (1 << bit);
            }
        }
        return NOT_FOUND;
    }

    /** The line that these two were, before a bit in it flipped and made an LF. */
    static List<byte[]> joined(byte[] first, byte[] second) {
        byte[] line = Arrays.copyOf(first, first.length + 1 + second.length);
        System.arraycopy(second, 0, line, first.length + 1, second.length);
        for (int bit = 0; bit < 8; bit++) {
            line[first.length] = (byte) ('\n' ^ 1 << bit);
            List<byte[]> found = whole(line);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return NOT_FOUND;
    }

    private static List<byte[]> whole(byte[] line) {
        return RecordLine.sound(line, 0, line.length) ? List.of(line) : NOT_FOUND;
    }

    private static List<byte[]> parts(byte[] line, int at) {
        return RecordLine.sound(line, 0, at) && RecordLine.sound(line, at + 1, line.length)
                ? List.of(
                        Arrays.copyOfRange(line, 0, at),
                        Arrays.copyOfRange(line, at + 1, line.length))
                : NOT_FOUND;
    }
}
