package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes that servers announce, and headers that are the same however they came. */
class MeasuredTest {
    private static Measured measure(String text, int step) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        Measure measure = new Measure();
        for (int i = 0; i < octets.length; i += step) {
            measure.take(octets, i, Math.min(step, octets.length - i));
        }
        return measure.done();
    }

    @Test
    void theWaysInWhichServersCountAreUnderstood() {
        // 4 lines, 27 octets, 2 begin with a dot
        Measured message = measure("A: b\r\n\r\n.dot line\r\n..x\r\n", 5);
        long octets = message.octets();
        assertThat(message.pairs()).isEqualTo(4);
        assertThat(message.dotLines()).isEqualTo(2);
        Map.of(
                        octets,
                        Measured.Size.EXACT,
                        octets - 4,
                        Measured.Size.EXACT,
                        octets + 2,
                        Measured.Size.EXACT,
                        octets + 3,
                        Measured.Size.BUT_FOR_THE_END,
                        octets - 6,
                        Measured.Size.BUT_FOR_THE_END,
                        octets + 20,
                        Measured.Size.NOT_UNDERSTOOD,
                        10L,
                        Measured.Size.NOT_UNDERSTOOD)
                .forEach((announced, size) ->
                        assertThat(message.size(announced))
                                .as("announced " + announced)
                                .isEqualTo(size));
        assertThat(measure("A: b\n\nx\n", 3).size(11)).isEqualTo(Measured.Size.EXACT);
    }

    @Test
    void aHeaderIsTheSameByTopAndByRetr() {
        String header = "Subject: x\r\nX: y\r\n";
        Measured whole = measure(header + "\r\nbody\r\n\r\nmore", 1);
        assertThat(measure(header + "\r\n", 7).header()).isEqualTo(whole.header());
        assertThat(measure(header, 100).header()).isEqualTo(whole.header());
        assertThat(measure(header.replace("\r", "") + "\nbody", 2).header())
                .isEqualTo(whole.header());
        assertThat(measure("Subject: x\r\nX: z\r\n\r\n", 4).header()).isNotEqualTo(whole.header());
        assertThat(measure("\r\nSubject: body", 3).header()).isEqualTo(measure("", 1).header());
    }

    @Test
    void piecesOfAnySizeMeasureTheSame() {
        String text = "A: b\r\nC: d\r e\r\r\n\r\n.x\r\ny\nz\r\n.";
        Measured whole = measure(text, 100);
        for (int step = 1; step < text.length(); step++) {
            assertThat(measure(text, step)).isEqualTo(whole);
        }
    }
}
