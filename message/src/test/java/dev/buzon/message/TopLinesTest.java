package dev.buzon.message;

import static dev.buzon.message.Wire.F1;
import static dev.buzon.message.Wire.F4;
import static dev.buzon.message.Wire.SEED;
import static dev.buzon.message.Wire.seed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.message.WireForm.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopLinesTest {
    @Test
    void topZeroIsTheHeaderAndTheEmptyLine() { // P-052
        assertThat(top(F4, 0, 99, 99)).isEqualTo("Subject: three\r\n\r\n");
    }

    @Test
    void topGivesTheFirstLinesOfTheBody() { // P-053
        assertThat(top(F4, 2, 99, 99)).isEqualTo("Subject: three\r\n\r\nl1\r\nl2\r\n");
        assertThat(top(F1, 2, 99, 99)).endsWith("dots\r\n\r\n.one\r\n..\r\n");
    }

    @Test
    void moreLinesThanThereAreIsTheWholeMessage() { // P-054
        assertThat(top(F4, 4, 99, 99)).isEqualTo(F4);
        assertThat(top(F4, Long.MAX_VALUE, 99, 99)).isEqualTo(F4);
    }

    @Test
    void aSurrogatesLinesAreCounted() { // I-015
        String header = Wire.text(Surrogate.of(Wire.octets("Subject: \u00c3\u00a9\r\n\r\n")));
        assertThat(top(header + "l1\r\nl2\r\n", 1, 99, 99)).isEqualTo(header + "l1\r\n");
    }

    @Test
    void nothingMoreIsTakenAfterTheLastLine() {
        ByteBuffer in = ByteBuffer.wrap(Wire.octets(F4));
        TopLines top = new TopLines(1);
        assertThat(top.pass(in, ByteBuffer.allocate(99))).isTrue();
        assertThat(in.remaining()).isEqualTo("l2\r\nl3\r\n".length());
        assertThat(top.pass(in, ByteBuffer.allocate(99))).isTrue();
        assertThat(in.remaining()).isEqualTo("l2\r\nl3\r\n".length());
    }

    @Test
    void nothingDependsOnBufferLimits() { // P-046
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            String raw = Wire.random(random, "\r\n\r\n\nab", random.nextInt(40));
            String message = Wire.wire(raw, Input.CRLF).out();
            int lines = random.nextInt(4);
            String expected = bySplitting(message, lines);
            for (int size = 1; size <= 17; size++) {
                assertThat(top(message, lines, size, 999)).as(seed(raw)).isEqualTo(expected);
                assertThat(top(message, lines, size, 18 - size)).as(seed(raw)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aNegativeCountIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> new TopLines(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String bySplitting(String message, int lines) {
        int at = message.startsWith("\r\n") ? 2 : message.indexOf("\r\n\r\n") + 4;
        for (int line = 0; line < lines && at < message.length(); line++) {
            at = message.indexOf("\r\n", at) + 2;
        }
        return message.substring(0, at);
    }

    private static String top(String message, long lines, int inSize, int outSize) {
        TopLines top = new TopLines(lines);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocateDirect(outSize);
        byte[] octets = Wire.octets(message);
        boolean ended = false;
        for (int at = 0; at < octets.length && !ended; at += inSize) {
            ByteBuffer in = ByteBuffer.wrap(octets, at, Math.min(inSize, octets.length - at));
            while (in.hasRemaining() && !ended) {
                ended = top.pass(in, out);
                Wire.drain(out, all);
            }
        }
        return all.toString(ISO_8859_1);
    }
}
