package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.ledger.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is counted depends on the octets, not on the pieces in which they come. */
class MeasureTest {
    private static final int ROUNDS = 300;
    private static final int LARGE = 3 << 20;
    private static final int PIECE = 100_000;
    private static final String[] PIECES = {
        "\r",
        "\n",
        "\r\n",
        "\r\n\r\n",
        ".",
        "..",
        "\r\n.",
        "x",
        "Subject: a",
        "a longer line of text"
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void everyOctetCountsTheSameAtEveryCut() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] message = message();
            Measured expected = octetByOctet(message);
            for (int cut = 0; cut <= message.length; cut++) {
                Measure measure = new Measure();
                measure.take(message, 0, cut);
                measure.take(message, cut, message.length - cut);
                assertThat(measure.done())
                        .as(
                                "-Dseed=%d, cut at %d of %s",
                                seed, cut, new String(message, StandardCharsets.ISO_8859_1))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aLargeMessageHasTheSameDigestThoughThePiecesAreOverwrittenAtOnce() {
        byte[] message = new byte[LARGE];
        random.nextBytes(message);
        byte[] piece = new byte[PIECE];
        Measure measure = new Measure();
        for (int at = 0; at < LARGE; ) {
            int from = random.nextInt(PIECE);
            int length = Math.min(LARGE - at, random.nextInt(PIECE - from) + 1);
            System.arraycopy(message, at, piece, from, length);
            measure.take(piece, from, length);
            Arrays.fill(piece, (byte) 0);
            at += length;
        }
        assertThat(measure.done().content())
                .as("-Dseed=%d", seed)
                .isEqualTo(Digest.sha256(message));
    }

    @Test
    void whoeverIsInterruptedMeanwhileHasTheDigestAndLearnsOfIt() {
        byte[] message = new byte[LARGE];
        random.nextBytes(message);
        Measure measure = new Measure();
        Thread.currentThread().interrupt();
        measure.take(message, 0, LARGE / 2);
        measure.take(message, LARGE / 2, LARGE - LARGE / 2);
        Digest content = measure.done().content();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(content).isEqualTo(Digest.sha256(message));
    }

    private byte[] message() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What the words of {@link Measured} say, looked up in the whole message. */
    private static Measured octetByOctet(byte[] message) {
        long pairs = 0;
        long bareFeeds = 0;
        long dotLines = 0;
        int headerEnd = -1;
        for (int i = 0; i < message.length; i++) {
            boolean pair = message[i] == '\n' && i > 0 && message[i - 1] == '\r';
            boolean startOfLine = i == 0 || message[i - 1] == '\n';
            pairs += pair ? 1 : 0;
            bareFeeds += message[i] == '\n' && !pair ? 1 : 0;
            dotLines += startOfLine && message[i] == '.' ? 1 : 0;
            int lineBegin = pair ? i - 1 : i;
            boolean emptyLine =
                    message[i] == '\n' && (lineBegin == 0 || message[lineBegin - 1] == '\n');
            headerEnd = emptyLine && headerEnd < 0 ? lineBegin : headerEnd;
        }
        // A CR at the very end is half of a line end and counts for nothing.
        boolean halfEnd =
                headerEnd < 0 && message.length > 0 && message[message.length - 1] == '\r';
        int end = headerEnd >= 0 ? headerEnd : message.length - (halfEnd ? 1 : 0);
        String header = new String(message, 0, end, StandardCharsets.ISO_8859_1);
        return new Measured(
                message.length,
                pairs,
                bareFeeds,
                dotLines,
                Digest.sha256(message),
                Digest.sha256(header.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1)));
    }
}
