package dev.buzon.protocol.dot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out by BDAT has CRLF at the end of each line and nowhere else (S-011). */
class LineEndMenderTest {
    private static final int ROUNDS = 3000;
    private static final String[] PIECES = {
        "\r", "\n", "\r\n", "x", ".", "a longer piece of text", "\u00ff\0"
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a|",
        "a/, a|",
        "a\\, a|",
        "a|, a|",
        "/\\, ||",
        "\\\\/, ||",
        "a/b\\c|d, a|b|c|d|",
        "., .|"
    })
    void everyLineEndBecomesCrlf(String text, String mended) {
        assertThat(mended(named(text))).isEqualTo(named(mended));
    }

    @Test
    void whateverTheTextAndThePiecesItComesIn() {
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String expected = text.toString().replaceAll("\r\n|\r|\n", "\r\n");
            assertThat(mended(text.toString()))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(
                            expected.isEmpty() || expected.endsWith("\r\n")
                                    ? expected
                                    : expected + "\r\n");
        }
    }

    private String mended(String text) {
        LineEndMender mender = new LineEndMender();
        ByteBuffer all = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream mended = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocate(1 + random.nextInt(9));
        while (all.hasRemaining()) {
            ByteBuffer part = all.slice(all.position(), 1 + random.nextInt(all.remaining()));
            all.position(all.position() + part.remaining());
            while (part.hasRemaining()) {
                mender.mend(part, out);
                empty(out, mended);
            }
        }
        while (!mender.finish(out)) {
            empty(out, mended);
        }
        empty(out, mended);
        return mended.toString(StandardCharsets.ISO_8859_1);
    }

    private static void empty(ByteBuffer out, ByteArrayOutputStream to) {
        out.flip();
        while (out.hasRemaining()) {
            to.write(out.get());
        }
        out.clear();
    }

    private static String named(String text) {
        return text.replace("|", "\r\n").replace('/', '\n').replace('\\', '\r');
    }
}
