package dev.buzon.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/** Any octets have a surrogate: ASCII, and the same when made again. */
class SurrogateFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyOctetsHaveASurrogate(byte[] octets) {
        byte[] surrogate = Surrogate.of(octets);
        assertThat(OctetScan.nonAscii(ByteBuffer.wrap(surrogate), 0, surrogate.length)).isFalse();
        assertThat(Surrogate.of(surrogate)).isEqualTo(surrogate);
        assertThat(Wire.text(surrogate)).endsWith("\r\n");
    }
}
