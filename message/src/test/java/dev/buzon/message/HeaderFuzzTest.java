package dev.buzon.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.message.WireForm.HeaderGoes;
import dev.buzon.message.WireForm.Input;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Any octets at all: nothing throws, nothing is lost, the answers agree with each other. */
class HeaderFuzzTest {
    private static final OffsetDateTime DATE =
            OffsetDateTime.of(2026, 11, 22, 0, 0, 0, 0, ZoneOffset.UTC);

    @FuzzTest(maxDuration = "10s")
    void anyOctetsAreAHeader(byte[] octets) {
        HeaderScan scan = HeaderScan.of(octets);
        scan.authors();
        scan.deliveredTo();
        byte[] submitted = HeaderEdit.forSubmission(octets, DATE, "1@2");
        HeaderScan after = HeaderScan.of(submitted);
        assertThat(after.has("Bcc")).isFalse();
        assertThat(after.count("Date")).isEqualTo(Math.max(1, scan.count("Date")));
        assertThat(HeaderEdit.withoutReturnPath(submitted)).isEqualTo(submitted);
    }

    @FuzzTest(maxDuration = "10s")
    void anyOctetsHaveASurrogate(byte[] octets) {
        byte[] surrogate = Surrogate.of(octets);
        assertThat(OctetScan.nonAscii(ByteBuffer.wrap(surrogate), 0, surrogate.length)).isFalse();
        assertThat(Surrogate.of(surrogate)).isEqualTo(surrogate);
        assertThat(Wire.text(surrogate)).endsWith("\r\n");
    }

    @FuzzTest(maxDuration = "10s")
    void anyOctetsHaveAWireForm(byte[] octets) {
        String message = Wire.text(octets);
        for (Input input : Input.values()) {
            Wire.Seen whole = Wire.wire(message, input);
            assertThat(Wire.wire(message, input, HeaderGoes.THROUGH, 9999, 3, 2)).isEqualTo(whole);
            Wire.Seen again = Wire.wire(whole.out(), input);
            assertThat(again.out()).isEqualTo(whole.out());
            Wire.Seen held = Wire.wire(message, input, HeaderGoes.HELD_BACK, 50, 7, 5);
            assertThat(held.header() + held.out()).isEqualTo(whole.out());
        }
    }
}
