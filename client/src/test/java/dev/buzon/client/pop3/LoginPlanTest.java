package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginPlanTest {
    private static final Credentials PASSWORD =
            new Credentials.Password("ana", Secret.of(new byte[] {'x'}));
    private static final Credentials TOKEN =
            new Credentials.Token("ana", () -> Secret.of(new byte[] {'t'}));

    @Test
    void bestMechanismGoesFirst() {
        assertThat(plan("SASL LOGIN PLAIN SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS").ways())
                .containsExactly(Way.SCRAM_PLUS, Way.SCRAM, Way.PLAIN, Way.USER_PASS);
        assertThat(plan("SASL LOGIN").ways()).containsExactly(Way.LOGIN, Way.USER_PASS);
    }

    @Test
    void serverWithoutCapabilitiesStillHasUserAndPass() {
        assertThat(plan("").ways()).containsExactly(Way.USER_PASS);
    }

    @Test
    void nothingIsBoundToAConnectionThatCannotBind() {
        LoginPlan plan =
                new LoginPlan(
                        listed("SASL SCRAM-SHA-256 SCRAM-SHA-256-PLUS"),
                        PASSWORD,
                        false,
                        true,
                        Optional.empty(),
                        false,
                        false);
        assertThat(plan.ways()).containsExactly(Way.SCRAM, Way.USER_PASS);
    }

    @Test
    void apopIsNeverUsedUnlessAskedFor() {
        assertThat(plan("SASL PLAIN").ways()).doesNotContain(Way.APOP);
        assertThat(chosen("+APOP", true).ways()).containsExactly(Way.APOP);
        assertThat(chosen("+APOP", false).ways()).isEmpty();
    }

    @Test
    void chosenMechanismIsNotChanged() {
        assertThat(chosen("scram-sha-256", true).ways()).containsExactly(Way.SCRAM);
        assertThat(chosen("CRAM-MD5", true).ways()).isEmpty();
        assertThat(chosen("CRAM-MD5", true).consentWouldHelp()).isFalse();
    }

    @Test
    void accountThatUsedScramDoesNotTellItsPasswordWithoutConsent() {
        LoginPlan plan =
                new LoginPlan(
                        listed("SASL PLAIN"), PASSWORD, true, true, Optional.empty(), true, false);
        assertThat(plan.ways()).isEmpty();
        assertThat(plan.consentWouldHelp()).isTrue();
        LoginPlan allowed =
                new LoginPlan(
                        listed("SASL PLAIN"), PASSWORD, true, true, Optional.empty(), true, true);
        assertThat(allowed.ways()).containsExactly(Way.PLAIN, Way.USER_PASS);
    }

    @Test
    void tokensGoByWhatIsListedAndByXoauth2WhereNothingIs() {
        assertThat(token("SASL XOAUTH2 OAUTHBEARER PLAIN").ways())
                .containsExactly(Way.OAUTHBEARER, Way.XOAUTH2);
        assertThat(token("SASL PLAIN").ways()).containsExactly(Way.XOAUTH2);
    }

    @Test
    void namesOutsideAsciiNeedUtf8User() {
        Credentials jose = new Credentials.Password("jos\u00e9", Secret.of(new byte[] {'x'}));
        assertThat(of("UTF8", jose).ways()).isEmpty();
        assertThat(of("UTF8 USER", jose).ways()).containsExactly(Way.USER_PASS);
        assertThat(of("SASL PLAIN", jose).ways()).containsExactly(Way.PLAIN);
    }

    private static LoginPlan plan(String line) {
        return of(line, PASSWORD);
    }

    private static LoginPlan token(String line) {
        return of(line, TOKEN);
    }

    private static LoginPlan of(String line, Credentials credentials) {
        return new LoginPlan(listed(line), credentials, true, true, Optional.empty(), false, false);
    }

    private static LoginPlan chosen(String name, boolean stamped) {
        return new LoginPlan(
                listed("SASL PLAIN"), PASSWORD, true, stamped, Optional.of(name), false, false);
    }

    private static Capabilities listed(String line) {
        return Capabilities.of(List.of(line));
    }
}
