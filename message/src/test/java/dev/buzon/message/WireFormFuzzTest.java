package dev.buzon.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.message.WireForm.HeaderGoes;
import dev.buzon.message.WireForm.Input;

/** Any octets have a wire form, whatever the pieces. */
class WireFormFuzzTest {
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
