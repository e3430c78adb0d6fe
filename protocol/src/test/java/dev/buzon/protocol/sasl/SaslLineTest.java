package dev.buzon.protocol.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row: the lines of an exchange. */
class SaslLineTest {
    private static SaslLine response(String line) {
        return SaslLine.response(line.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=AAA",
                "AAA=BBB",
                "AG FuYQ==",
                "AGFuYQBzZWNyZXRv!",
                "AGFuYQ",
                "AGFuYQ=",
                "=",
                "==",
                "A",
                "A===",
                "AB==",
                "AAB=",
                "AA==AA==",
                "AGFu\rYQ=",
                "AGF-",
                "AGF_",
                "AAA\u00e9",
                "**",
                "* "
            })
    void whatIsNotStrictBase64IsRefused(String line) {
        assertThat(response(line)).isInstanceOf(SaslLine.Malformed.class);
    }

    @Test
    void starGivesUpOnlyAsAResponse() {
        assertThat(response("*")).isInstanceOf(SaslLine.Cancel.class);
        assertThat(SaslLine.initialResponse(new byte[] {'*'}))
                .isInstanceOf(SaslLine.Malformed.class);
    }

    @Test
    void equalsSignIsAPresentButEmptyInitialResponse() {
        SaslLine line = SaslLine.initialResponse(new byte[] {'='});
        assertThat(line)
                .isInstanceOfSatisfying(
                        SaslLine.Message.class, m -> assertThat(m.message().isEmpty()).isTrue());
        assertThat(SaslMessage.empty().base64AsInitialResponse()).isEqualTo("=");
        assertThat(SaslLine.initialResponse(new byte[0])).isInstanceOf(SaslLine.Malformed.class);
    }

    @Test
    void emptyResponseIsAnEmptyMessage() {
        assertThat(response(""))
                .isInstanceOfSatisfying(
                        SaslLine.Message.class, m -> assertThat(m.message().isEmpty()).isTrue());
    }

    @Test
    void linesUpToTheLimitAreReadAndLongerOnesAreNot() {
        byte[] line = new byte[SaslLine.MAX_OCTETS];
        Arrays.fill(line, (byte) 'A');
        assertThat(SaslLine.response(line)).isInstanceOf(SaslLine.Message.class);
        assertThat(SaslLine.response(Arrays.copyOf(line, line.length + 4)))
                .isInstanceOf(SaslLine.TooLong.class);
    }

    @Test
    void everyMessageComesBackAndNoOtherLineMeansTheSame() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            String line = SaslMessage.of(octets).base64();
            assertThat(response(line))
                    .as("-Dseed=%d", seed)
                    .isInstanceOfSatisfying(
                            SaslLine.Message.class,
                            m -> assertThat(m.message().octets()).isEqualTo(octets));
            byte[] mutated = line.getBytes(ISO_8859_1);
            if (mutated.length > 0) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                if (SaslLine.response(mutated) instanceof SaslLine.Message(var message)) {
                    assertThat(Base64.getEncoder().encode(message.octets()))
                            .as("-Dseed=%d", seed)
                            .isEqualTo(mutated);
                }
            }
        }
    }
}
