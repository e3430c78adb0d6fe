package dev.buzon.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said of lines and done to them depends on the octets, not on where a piece ends. */
class LinesTest {
    private static final int ROUNDS = 400;
    private static final String[] PIECES = {
        "\r",
        "\n",
        "\r\n",
        "\r\n\r\n",
        "x",
        ".",
        "From ",
        "a longer piece of text",
        "\u008d\u00ff\0"
    };
    private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void localLinesAreTheSameWithoutTheCrOfEachCrlfAtEveryCut() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text();
            for (int cut = 0; cut <= text.length(); cut++) {
                assertThat(local(text, cut))
                        .as("-Dseed=%d, cut at %d of %s", seed, cut, text)
                        .isEqualTo(text.replace("\r\n", "\n"));
            }
        }
    }

    @Test
    void aBareLineFeedIsSeenAtEveryCut() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text();
            for (int cut = 0; cut <= text.length(); cut++) {
                LineEnds ends = new LineEnds();
                ByteBuffer second = octets(text.substring(cut));
                ends.look(octets(text.substring(0, cut)));
                ends.look(second);
                assertThat(ends.bareLineFeed())
                        .as("-Dseed=%d, cut at %d of %s", seed, cut, text)
                        .isEqualTo(BARE_LINE_FEED.matcher(text).find());
                assertThat(second.position()).as("looked at, not taken").isZero();
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String local(String text, int cut) {
        Shape.LocalLines lines = new Shape.LocalLines();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : new String[] {text.substring(0, cut), text.substring(cut)}) {
            ByteBuffer out = ByteBuffer.allocate(Shape.room(part.length()));
            lines.pass(octets(part), out);
            all.write(out.array(), 0, out.position());
        }
        ByteBuffer end = ByteBuffer.allocate(Shape.room(0));
        lines.finish(end);
        all.write(end.array(), 0, end.position());
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
