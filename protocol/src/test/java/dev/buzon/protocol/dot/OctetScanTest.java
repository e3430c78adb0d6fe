package dev.buzon.protocol.dot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Looking at eight octets at a time finds what looking at each of them finds. */
class OctetScanTest {
    private static final int ROUNDS = 300;
    private static final int LONGEST = 40;

    /** The two most wanted, their neighbours, and those that differ from them in the sign bit. */
    private static final byte[] OCTETS = {
        '\r', '\n', '.', '\f', 11, '/', (byte) 0x8d, (byte) 0x8a, (byte) 0xae, 0, 1, -1, -128, 127
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theFirstOneIsFoundFromEverywhereInEveryKindOfBuffer() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = octets();
            for (byte wanted : OCTETS) {
                for (int from = 0; from <= octets.length; from++) {
                    int expected = first(octets, from, wanted, wanted);
                    for (ByteBuffer buffer : buffers(octets)) {
                        assertThat(OctetScan.first(wanted, buffer, from))
                                .as("-Dseed=%d, %d in %s", seed, wanted, Arrays.toString(octets))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theFirstLineEndIsFoundFromEverywhereInEveryKindOfBuffer() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = octets();
            for (int from = 0; from <= octets.length; from++) {
                int expected = first(octets, from, (byte) '\r', (byte) '\n');
                for (ByteBuffer buffer : buffers(octets)) {
                    assertThat(OctetScan.lineEnd(buffer, from))
                            .as("-Dseed=%d, %s", seed, Arrays.toString(octets))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void nothingBehindTheEndOfAPartOfAnArrayIsFound() {
        byte[] octets = new byte[LONGEST];
        for (int to = 0; to < LONGEST; to++) {
            octets[to] = '\n';
            for (int from = 0; from <= to; from++) {
                assertThat(OctetScan.first((byte) '\n', octets, from, to)).isEqualTo(to);
            }
            octets[to] = 0;
        }
    }

    private byte[] octets() {
        byte[] octets = new byte[random.nextInt(LONGEST)];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = random.nextInt(6) > 0 ? (byte) 'x' : OCTETS[random.nextInt(OCTETS.length)];
        }
        return octets;
    }

    private static int first(byte[] octets, int from, byte one, byte other) {
        int at = from;
        while (at < octets.length && octets[at] != one && octets[at] != other) {
            at++;
        }
        return at;
    }

    /**
     * The same octets in an array, in the middle of one, outside the heap, and not to be written.
     */
    private static List<ByteBuffer> buffers(byte[] octets) {
        byte[] more = new byte[octets.length + 7];
        Arrays.fill(more, (byte) '\n');
        System.arraycopy(octets, 0, more, 3, octets.length);
        return List.of(
                ByteBuffer.wrap(octets),
                ByteBuffer.wrap(more, 3, octets.length).slice(),
                ByteBuffer.allocateDirect(octets.length).put(octets).flip(),
                ByteBuffer.wrap(octets).asReadOnlyBuffer());
    }
}
