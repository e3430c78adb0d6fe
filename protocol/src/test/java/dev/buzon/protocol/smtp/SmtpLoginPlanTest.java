package dev.buzon.protocol.smtp;

import static dev.buzon.protocol.sasl.Mechanism.LOGIN;
import static dev.buzon.protocol.sasl.Mechanism.OAUTHBEARER;
import static dev.buzon.protocol.sasl.Mechanism.PLAIN;
import static dev.buzon.protocol.sasl.Mechanism.SCRAM_SHA_256;
import static dev.buzon.protocol.sasl.Mechanism.SCRAM_SHA_256_PLUS;
import static dev.buzon.protocol.sasl.Mechanism.XOAUTH2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.sasl.Mechanism;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** C-015, C-016: which mechanism is tried, and that none is tried that tells too much. */
class SmtpLoginPlanTest {
    private static final List<String> ALL =
            List.of(
                    "LOGIN",
                    "PLAIN",
                    "XOAUTH2",
                    "OAUTHBEARER",
                    "SCRAM-SHA-256",
                    "SCRAM-SHA-256-PLUS",
                    "CRAM-MD5");

    @Test
    void theBestComesFirst() {
        assertThat(ways(ALL, true, true, Optional.empty(), false))
                .containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_256, PLAIN);
        assertThat(ways(ALL, true, false, Optional.empty(), false))
                .containsExactly(SCRAM_SHA_256, PLAIN);
        assertThat(ways(List.of("login"), true, true, Optional.empty(), false))
                .containsExactly(LOGIN);
    }

    @Test
    void nothingIsToldWithoutTls() {
        assertThat(ways(ALL, false, false, Optional.empty(), false)).containsExactly(SCRAM_SHA_256);
        assertThat(ways(List.of("PLAIN", "LOGIN"), false, false, Optional.empty(), false))
                .isEmpty();
        assertThat(token(ALL, false, Optional.empty()).mechanisms()).isEmpty();
        assertThat(token(ALL, false, Optional.empty()).consentWouldHelp()).isFalse();
    }

    @Test
    void thereIsNoSilentWayBackFromScram() {
        assertThat(ways(List.of("PLAIN"), true, true, Optional.empty(), true)).isEmpty();
        assertThat(plan(List.of("PLAIN"), true, true, Optional.empty(), true).consentWouldHelp())
                .isTrue();
        assertThat(plan(List.of(), true, true, Optional.empty(), true).consentWouldHelp())
                .isFalse();
        assertThat(ways(ALL, true, true, Optional.empty(), true))
                .containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_256);
    }

    @Test
    void theChosenOneIsTheOnlyOne() {
        assertThat(ways(ALL, true, true, Optional.of("plain"), false)).containsExactly(PLAIN);
        assertThat(ways(List.of(), true, true, Optional.of("LOGIN"), false)).containsExactly(LOGIN);
        assertThat(ways(ALL, true, true, Optional.of("NTLM"), false)).isEmpty();
        assertThat(ways(ALL, true, true, Optional.of("XOAUTH2"), false)).isEmpty();
        assertThat(ways(ALL, false, true, Optional.of("PLAIN"), false)).isEmpty();
    }

    @Test
    void tokensHaveTheirOwn() {
        assertThat(token(ALL, true, Optional.empty()).mechanisms())
                .containsExactly(OAUTHBEARER, XOAUTH2);
        assertThat(token(List.of("PLAIN"), true, Optional.empty()).mechanisms())
                .containsExactly(XOAUTH2);
        assertThat(token(ALL, true, Optional.of("PLAIN")).mechanisms()).isEmpty();
    }

    private static List<Mechanism> ways(
            List<String> offered,
            boolean mayTell,
            boolean canBind,
            Optional<String> only,
            boolean scramExpected) {
        return plan(offered, mayTell, canBind, only, scramExpected).mechanisms();
    }

    private static SmtpLoginPlan plan(
            List<String> offered,
            boolean mayTell,
            boolean canBind,
            Optional<String> only,
            boolean scramExpected) {
        return new SmtpLoginPlan(offered, false, mayTell, canBind, only, scramExpected);
    }

    private static SmtpLoginPlan token(
            List<String> offered, boolean mayTell, Optional<String> only) {
        return new SmtpLoginPlan(offered, true, mayTell, true, only, false);
    }
}
