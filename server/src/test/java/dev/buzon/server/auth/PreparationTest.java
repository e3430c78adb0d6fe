package dev.buzon.server.auth;

import static dev.buzon.server.auth.AuthFixtures.secret;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows A-015, A-031, A-032 and I-008. */
class PreparationTest {
    private static Optional<String> password(String typed) {
        return Preparation.password(secret(typed)).map(s -> new String(s.octets(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "ana, ana",
        "Ana@EXAMPLE.test, ana@example.test",
        "jose\u0301, jos\u00e9",
        "JOS\u00c9@example.test, jos\u00e9@example.test",
        "\uff21na, ana",
        "\u05d0\u05d1@example.test, \u05d0\u05d1@example.test",
        "I\u00f1aki, i\u00f1aki",
        "o'brien+x@a-b.test, o'brien+x@a-b.test"
    })
    void namesAreComparedWithoutCaseWidthOrComposition(String typed, String prepared) {
        assertThat(Preparation.user(typed)).contains(prepared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "\u00ad",
                "a\u00adb",
                "a\tb",
                "a\0b",
                "\u007f",
                "\ufb01x",
                "a\ud800",
                "\u0378",
                "\u200b",
                "jos\u00e9@",
                "@jos\u00e9",
                "\u05d0a",
                "a\u2028b",
                "a\nb"
            })
    void namesThatCannotBePreparedAreNobodys(String typed) {
        assertThat(Preparation.user(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "secreto, secreto",
        "'otra clave', 'otra clave'",
        "a\u00a0b, 'a b'",
        "a\u3000b, 'a b'",
        "cafe\u0301, caf\u00e9",
        "Secreto, Secreto",
        "\uff21, \uff21",
        "\ud83d\ude00, \ud83d\ude00"
    })
    void passwordsKeepTheirCaseAndTakeAnySpaceForASpace(String typed, String prepared) {
        assertThat(password(typed)).contains(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\t", "a\u0009", "\u00ad", "a\0b", "\u0378", "\u007f", "a\r"})
    void passwordsThatCannotBePreparedNeverFit(String typed) {
        assertThat(password(typed)).isEmpty();
    }

    @Test
    void illFormedUtf8IsNoPassword() {
        assertThat(Preparation.password(Secret.of(new byte[] {'j', (byte) 0xe9}))).isEmpty();
        assertThat(Preparation.password(Secret.of(new byte[] {(byte) 0xc0, (byte) 0x80})))
                .isEmpty();
    }

    @Test
    void lengthsUpToTheLimitAreTaken() {
        String longest = "x".repeat(Preparation.MAX_OCTETS);
        assertThat(Preparation.user(longest)).isPresent();
        assertThat(Preparation.user(longest + "x")).isEmpty();
        assertThat(password(longest)).isPresent();
        assertThat(password(longest + "x")).isEmpty();
        assertThat(password("\u00e9".repeat(513))).isEmpty();
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(Preparation.user("QUIT")).contains("quit");
            assertThat(Preparation.user("QUIT\u00d1")).contains("quit\u00f1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatIsPreparedStaysAsItIs() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int prepared = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x250 : 0x3000));
            }
            Optional<String> once = Preparation.user(text.toString());
            prepared += once.isPresent() ? 1 : 0;
            if (once.isPresent()) {
                assertThat(Preparation.user(once.get())).as("-Dseed=%d", seed).isEqualTo(once);
            }
            Optional<String> opaque = password(text.toString());
            if (opaque.isPresent()) {
                assertThat(password(opaque.get())).as("-Dseed=%d", seed).isEqualTo(opaque);
            }
        }
        assertThat(prepared).isGreaterThan(500);
    }
}
