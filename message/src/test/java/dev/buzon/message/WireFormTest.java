package dev.buzon.message;

import static dev.buzon.message.Wire.F1;
import static dev.buzon.message.Wire.F2;
import static dev.buzon.message.Wire.F3;
import static dev.buzon.message.Wire.F4;
import static dev.buzon.message.Wire.F5;
import static dev.buzon.message.Wire.F6;
import static dev.buzon.message.Wire.SEED;
import static dev.buzon.message.Wire.seed;
import static dev.buzon.message.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.message.Wire.Seen;
import dev.buzon.message.WireForm.HeaderGoes;
import dev.buzon.message.WireForm.Input;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WireFormTest {
    @Test
    void theFixturesHaveTheirSizes() { // P-041, P-042, P-044, I-005, Q-014
        assertThat(wire(F1, Input.CRLF).octets()).isEqualTo(77);
        assertThat(wire(F2, Input.CRLF_OR_LF).octets()).isEqualTo(72);
        assertThat(wire(F3, Input.CRLF).octets()).isEqualTo(40);
        assertThat(wire(F4, Input.CRLF).octets()).isEqualTo(30);
        assertThat(wire(F5, Input.CRLF).octets()).isEqualTo(58);
        assertThat(wire(F6, Input.CRLF).octets()).isEqualTo(24);
        assertThat(wire(F6, Input.CRLF).out()).isEqualTo(F6 + "\r\n");
    }

    @Test
    void aMessageInWireFormPassesUnchanged() { // DESIGN §2.7, P-047
        for (String message : new String[] {F1, F4, F5, "A: b\r\n\r\n\0\u00ff\r x\r\n"}) {
            for (Input input : Input.values()) {
                assertThat(wire(message, input).out()).isEqualTo(message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', CRLF, \\r\\n, 2",
        "'', CRLF_OR_LF, \\r\\n, 2",
        "\\r\\n, CRLF, \\r\\n, 2",
        "A: b, CRLF, A: b\\r\\n\\r\\n, 8",
        "A: b\\r, CRLF, A: b\\r\\r\\n\\r\\n, 9",
        "A: b\\r\\n\\r, CRLF, A: b\\r\\n\\r\\r\\n\\r\\n, 11",
        "A: b\\r\\n\\r\\n, CRLF, A: b\\r\\n\\r\\n, 8",
        "\\r\\nbody, CRLF, \\r\\nbody\\r\\n, 2",
        "A: b\\n\\nc, CRLF, A: b\\n\\nc\\r\\n\\r\\n, 11",
        "A: b\\n\\nc, CRLF_OR_LF, A: b\\r\\n\\r\\nc\\r\\n, 8",
        "A: b\\r\\n\\nc\\nd\\r\\n, CRLF_OR_LF, A: b\\r\\n\\r\\nc\\r\\nd\\r\\n, 8",
        "A: b\\r\\r\\n\\nc, CRLF_OR_LF, A: b\\r\\r\\n\\r\\nc\\r\\n, 9",
        "\\n\\n\\n, CRLF_OR_LF, \\r\\n\\r\\n\\r\\n, 2",
        "A: b\\n\\nc\\rd\\r, CRLF_OR_LF, A: b\\r\\n\\r\\nc\\rd\\r\\r\\n, 8"
    })
    void lineEndsAndTheEmptyLineAreMadeWhole( // P-044, P-041, Q-014
            String message, Input input, String out, int headerOctets) {
        Seen seen = wire(unescape(message), input);
        assertThat(seen.out()).isEqualTo(unescape(out));
        assertThat(seen.headerOctets()).isEqualTo(headerOctets);
        assertThat(seen.header()).isEqualTo(unescape(out).substring(0, headerOctets));
        assertThat(seen.octets()).isEqualTo(seen.out().length());
    }

    @Test
    void onlyTheHeaderCountsForNonAscii() { // I-003
        assertThat(wire(F5, Input.CRLF).nonAscii()).isTrue();
        assertThat(wire("A: b\r\n\r\n\u00e9\r\n", Input.CRLF).nonAscii()).isFalse();
        assertThat(wire("A: bbbbbbbbbbbbbbbbbbbb\u0080\r\n", Input.CRLF).nonAscii()).isTrue();
    }

    @Test
    void theLongestLineIsKnown() { // S-045
        assertThat(wire("A: b\r\n\r\n" + "x".repeat(999), Input.CRLF).longestLine()).isEqualTo(999);
        assertThat(wire("A: b\n\ncc\n", Input.CRLF_OR_LF).longestLine()).isEqualTo(4);
    }

    @Test
    void aHeaderOverTheLimitIsReportedAndNothingIsLost() {
        String header = "A: 0123456789\r\n\r\n";
        for (HeaderGoes goes : HeaderGoes.values()) {
            for (int limit = 1; limit < 30; limit++) {
                Seen seen = wire(header + "body\r\n", Input.CRLF, goes, limit, 99, 99);
                assertThat(seen.tooLong()).isEqualTo(limit < header.length());
                assertThat(seen.header())
                        .isEqualTo(header.substring(0, Math.min(limit, header.length())));
                String whole =
                        goes == HeaderGoes.HELD_BACK ? seen.header() + seen.out() : seen.out();
                assertThat(whole).isEqualTo(header + "body\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingDependsOnBufferLimits(Input input) { // P-046
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            String message = Wire.random(random, "\r\n\r\n\r\nab:\0\u00e9", random.nextInt(40));
            HeaderGoes goes = random.nextBoolean() ? HeaderGoes.THROUGH : HeaderGoes.HELD_BACK;
            int limit = 1 + random.nextInt(30);
            Seen whole = wire(message, input, goes, limit, 999, 999);
            for (int size = 1; size <= 17; size++) {
                assertThat(wire(message, input, goes, limit, size, 999))
                        .as(seed(message))
                        .isEqualTo(whole);
                assertThat(wire(message, input, goes, limit, size, 18 - size))
                        .as(seed(message))
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void everySplitGivesTheSame() { // P-046
        for (String message : new String[] {F1, F2, F3, F4, F5, F6, "\r\r\n\n\r\n\r"}) {
            for (Input input : Input.values()) {
                Seen whole = wire(message, input);
                for (int split = 1; split <= message.length(); split++) {
                    assertThat(wire(message, input, HeaderGoes.THROUGH, 9999, split, 1))
                            .isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void anImportTakesOnlyTheAddedCrsAway() { // P-047: nothing else is changed
        Random random = new Random(SEED);
        for (int round = 0; round < 3000; round++) {
            String message =
                    Wire.random(random, "\r\n\n\r\naaaaaaaaab\0\u00ff", random.nextInt(80)) + "\n";
            String expected = message.replaceAll("(?<!\r)\n", "\r\n");
            if (!expected.startsWith("\r\n") && !expected.contains("\r\n\r\n")) {
                expected += "\r\n";
            }
            assertThat(wire(message, Input.CRLF_OR_LF).out()).as(seed(message)).isEqualTo(expected);
        }
    }

    @Test
    void twoHundredMegabytesStreamInConstantMemory() {
        WireForm wire = new WireForm(Input.CRLF_OR_LF, HeaderGoes.THROUGH);
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x'); // no empty line at all: everything is header
        ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
        for (int i = 0; i < 200; i++) {
            ByteBuffer in = ByteBuffer.wrap(piece);
            while (in.hasRemaining()) {
                wire.pass(in, out);
                out.clear();
            }
        }
        assertThat(wire.octets()).isEqualTo(200L << 20);
        assertThat(wire.headerTooLong()).isTrue();
        assertThat(wire.header()).hasSize(WireForm.HEADER_LIMIT);
    }

    @Test
    void nothingCanBeAddedToAFinishedMessage() {
        WireForm wire = new WireForm(Input.CRLF, HeaderGoes.THROUGH);
        assertThat(wire.finish(ByteBuffer.allocate(9))).isTrue();
        assertThatThrownBy(() -> wire.pass(ByteBuffer.allocate(1), ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
