package dev.buzon.server.auth;

import static dev.buzon.server.auth.AuthFixtures.RANDOM;
import static dev.buzon.server.auth.AuthFixtures.SMALL;
import static dev.buzon.server.auth.AuthFixtures.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.buzon.protocol.sasl.ScramCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How passwords are kept (rows ). */
class PasswordHashTest {
    /** From the tests of the reference implementation of Argon2: password, somesalt. */
    private static final String VECTOR =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    /** Made with sha256sum and base64: password secreto, salt "saltsalt". */
    private static final String SSHA256 =
            "{SSHA256}O/ZPCSfbRpRqzWgLtvNBVfi6QCK+VIjoVl+xiV4p1XlzYWx0c2FsdA==";

    @Test
    void referenceVectorOfArgon2idIsRecognised() throws Exception {
        PasswordHash hash = PasswordHash.parse(VECTOR);
        assertThat(hash.recognises(secret("password"))).isTrue();
        assertThat(hash.recognises(secret("Password"))).isFalse();
        assertThat(hash.text()).isEqualTo(VECTOR);
    }

    @Test
    void newHashIsRecognisedAfterItWasStored() throws Exception {
        Argon2idHash hash = Argon2idHash.of(secret("secreto"), RANDOM, SMALL);
        PasswordHash again = PasswordHash.parse(hash.text());
        assertThat(again.recognises(secret("secreto"))).isTrue();
        assertThat(again.recognises(secret("secret"))).isFalse();
        assertThat(hash.text())
                .isNotEqualTo(Argon2idHash.of(secret("secreto"), RANDOM, SMALL).text());
    }

    @Test
    void decoyLooksLikeAHashOfTheSameCost() throws Exception {
        String decoy = Argon2idHash.decoy(RANDOM, Argon2Cost.STANDARD).text();
        assertThat(decoy).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(97);
        assertThat(PasswordHash.parse(decoy).recognises(secret("secreto"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secreto",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=17,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=9$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=15,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "{SSHA256}",
                "{SSHA256}AAAA",
                "{SSHA256}!",
                "{PLAIN}secreto"
            })
    void unreadableHashesAreRefusedWithoutQuotingThem(String text) {
        assertThatExceptionOfType(UnreadableCredentialsException.class)
                .isThrownBy(() -> PasswordHash.parse(text))
                .withMessageNotContainingAny("secreto", "c29tZXNhbHQ", "nf65EOgLrQMR");
    }

    @Test
    void costOutOfBoundsCannotBeConfigured() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(100_000, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(7, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(64, 0, 1));
    }

    @Test
    void cheapHashIsTheOneThatDovecotKnows() throws Exception {
        PasswordHash hash = PasswordHash.parse(SSHA256);
        assertThat(hash.recognises(secret("secreto"))).isTrue();
        assertThat(hash.recognises(secret("secretO"))).isFalse();
        assertThat(hash.text()).isEqualTo(SSHA256);
        PasswordHash own = PasswordHash.parse(CheapSha256Hash.of(secret("x"), RANDOM).text());
        assertThat(own.recognises(secret("x"))).isTrue();
        assertThat(own.cheap()).isTrue();
    }

    @Test
    void credentialsComeBackFromTheirText() throws Exception {
        Credentials credentials =
                Credentials.derive(secret("cafe\u0301\u00a0x"), RANDOM, SMALL).orElseThrow();
        Credentials again = Credentials.parse(credentials.text());
        assertThat(again.text()).isEqualTo(credentials.text());
        assertThat(again.password().recognises(secret("caf\u00e9 x"))).isTrue();
        ScramCredentials keys = again.scram().orElseThrow();
        assertThat(keys.iterations()).isGreaterThanOrEqualTo(15_000);
        ScramCredentials expected =
                ScramCredentials.derive(
                        secret("caf\u00e9 x"), keys.salt().octets(), keys.iterations());
        assertThat(keys.storedKey().matches(expected.storedKey())).isTrue();
        assertThat(keys.serverKey().matches(expected.serverKey())).isTrue();
        Credentials cheap = Credentials.deriveCheap(secret("x"), RANDOM).orElseThrow();
        assertThat(Credentials.parse(cheap.text()).text()).isEqualTo(cheap.text());
        assertThat(cheap.scram()).isPresent();
    }

    @Test
    void passwordThatCannotBePreparedHasNoCredentials() {
        assertThat(Credentials.derive(secret("a\tb"), RANDOM, SMALL)).isEmpty();
        assertThat(Credentials.derive(secret(""), RANDOM, SMALL)).isEmpty();
    }

    @Test
    void unreadableCredentialsSayWhatIsWrong() {
        assertThatExceptionOfType(UnreadableCredentialsException.class)
                .isThrownBy(() -> Credentials.parse("2 " + VECTOR))
                .withMessage("credentials of version 2; this program reads version 1");
        String keys = "SCRAM-SHA-256$15000:AAAA$" + "A".repeat(44) + ":" + "A".repeat(44);
        for (String text :
                new String[] {
                    "",
                    "1",
                    "secreto",
                    "1 " + VECTOR + " ",
                    "1 " + VECTOR + " x",
                    "1  " + VECTOR,
                    "1 " + VECTOR + " " + keys,
                    "1 " + VECTOR + " " + keys.replace("15000", "4095"),
                    "1 " + "x".repeat(3000)
                }) {
            assertThatExceptionOfType(UnreadableCredentialsException.class)
                    .isThrownBy(() -> Credentials.parse(text))
                    .withMessageNotContaining("secreto");
        }
    }

    @Test
    void nothingOfItIsPrinted() {
        Credentials credentials =
                Credentials.derive(secret("secreto"), RANDOM, SMALL).orElseThrow();
        String[] parts = credentials.text().split("[$: ]", -1);
        String printed = credentials + " " + credentials.password();
        for (String part : parts) {
            if (part.length() > 15) {
                assertThat(printed).doesNotContain(part);
            }
        }
    }
}
