package dev.buzon.protocol.sasl;

import static dev.buzon.protocol.sasl.SaslSteps.TLS;
import static dev.buzon.protocol.sasl.SaslSteps.assertFailed;
import static dev.buzon.protocol.sasl.SaslSteps.assertPassword;
import static dev.buzon.protocol.sasl.SaslSteps.challenge;
import static dev.buzon.protocol.sasl.SaslSteps.initial;
import static dev.buzon.protocol.sasl.SaslSteps.line;
import static dev.buzon.protocol.sasl.SaslSteps.secret;
import static dev.buzon.protocol.sasl.SaslSteps.server;
import static dev.buzon.protocol.sasl.SaslSteps.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, as far as they concern the exchange itself. */
class PlainAndLoginTest {
    private static SaslStep plain(String message) {
        return server(TLS).begin("PLAIN", Optional.of(text(message)));
    }

    @Test
    void plainWithInitialResponseAsksForTheCheck() {
        assertPassword(
                server(TLS).begin("PLAIN", initial("AGFuYQBzZWNyZXRv")), "", "ana", "secreto");
    }

    @Test
    void plainWithoutInitialResponseGetsAnEmptyChallenge() {
        SaslServer server = server(TLS);
        assertThat(challenge(server.begin("PLAIN", Optional.empty()))).isEmpty();
        assertPassword(server.respond(line("AGFuYQBzZWNyZXRv")), "", "ana", "secreto");
    }

    @Test
    void examplesOfRfc4616AreRead() {
        assertPassword(plain("\0tim\0tanstaaftanstaaf"), "", "tim", "tanstaaftanstaaf");
        assertPassword(plain("Ursel\0Kurt\0xipj3plmq"), "Ursel", "Kurt", "xipj3plmq");
    }

    @Test
    void identityIsHandedOnForTheDriverToJudge() {
        assertPassword(
                server(TLS).begin("PLAIN", initial("YW5hAGFuYQBzZWNyZXRv")),
                "ana",
                "ana",
                "secreto");
        assertPassword(
                server(TLS).begin("PLAIN", initial("bHVpcwBhbmEAc2VjcmV0bw==")),
                "luis",
                "ana",
                "secreto");
    }

    @Test
    void presentButEmptyMessageFailsWithoutAChallenge() {
        assertFailed(server(TLS).begin("PLAIN", initial("=")), SaslFailure.BAD_MESSAGE);
        assertThat(SaslFailure.BAD_MESSAGE.blamesCredentials()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YW5hAHNlY3JldG8=",
                "AGFuYQA=",
                "AP/+AHg=",
                "AABhbmE=",
                "YW5h",
                "AGEAYgBj",
                "AGFuYQD//g=="
            })
    void malformedPlainMessagesFail(String message) {
        assertFailed(server(TLS).begin("PLAIN", initial(message)), SaslFailure.BAD_MESSAGE);
    }

    @Test
    void threeFieldsOf255OctetsAreReadAndHugeOnesAreNot() {
        String field = "x".repeat(255);
        assertPassword(plain(field + "\0" + field + "\0" + field), field, field, field);
        String huge = "x".repeat(PlainMessage.MAX_FIELD_OCTETS + 1);
        assertFailed(plain(huge + "\0a\0b"), SaslFailure.TOO_LONG);
        assertFailed(plain("\0" + huge + "\0b"), SaslFailure.TOO_LONG);
        assertFailed(plain("\0a\0" + huge), SaslFailure.TOO_LONG);
    }

    @Test
    void starCancelsAndANewExchangeWorks() {
        SaslServer server = server(TLS);
        assertThat(challenge(server.begin("PLAIN", Optional.empty()))).isEmpty();
        assertFailed(server.respond(line("*")), SaslFailure.CANCELLED);
        assertFailed(server.respond(line("AGFuYQBzZWNyZXRv")), SaslFailure.OUT_OF_TURN);
        assertPassword(
                server(TLS).begin("PLAIN", initial("AGFuYQBzZWNyZXRv")), "", "ana", "secreto");
    }

    @Test
    void badBase64IsNotBlamedOnCredentials() {
        assertFailed(server(TLS).begin("PLAIN", initial("AGFuYQ")), SaslFailure.BAD_ENCODING);
        assertThat(SaslFailure.BAD_ENCODING.blamesCredentials()).isFalse();
    }

    @Test
    void mechanismNamesAreKnownInAnyCaseAndOthersRefused() {
        assertPassword(
                server(TLS).begin("plain", initial("AGFuYQBzZWNyZXRv")), "", "ana", "secreto");
        assertFailed(server(TLS).begin("FOO", Optional.empty()), SaslFailure.UNKNOWN_MECHANISM);
        assertFailed(server(TLS).begin("", Optional.empty()), SaslFailure.UNKNOWN_MECHANISM);
        assertFailed(
                server(TLS).begin("PLA\u0131N", Optional.empty()), SaslFailure.UNKNOWN_MECHANISM);
    }

    @Test
    void plainWithoutTlsIsRefusedBeforeItsMessageIsRead() {
        SaslOffer offer = SaslOffer.withoutTls(false);
        assertFailed(server(offer).begin("PLAIN", initial("AGFuYQA=")), SaslFailure.NOT_OFFERED);
        assertFailed(server(offer).begin("LOGIN", Optional.empty()), SaslFailure.NOT_OFFERED);
    }

    @Test
    void loginPromptsTwice() {
        SaslServer server = server(TLS);
        assertThat(challenge(server.begin("LOGIN", Optional.empty()))).isEqualTo("VXNlcm5hbWU6");
        assertThat(challenge(server.respond(text("ana")))).isEqualTo("UGFzc3dvcmQ6");
        assertPassword(server.respond(text("secreto")), "", "ana", "secreto");
    }

    @Test
    void loginTakesTheNameAsInitialResponse() {
        SaslServer server = server(TLS);
        assertThat(challenge(server.begin("LOGIN", initial("YW5h")))).isEqualTo("UGFzc3dvcmQ6");
        assertPassword(server.respond(text("otra clave")), "", "ana", "otra clave");
    }

    @Test
    void loginRefusesEmptyIllFormedAndHugeAnswers() {
        for (String bad : new String[] {"", "//4=", "YQBi", longBase64()}) {
            SaslServer name = server(TLS);
            challenge(name.begin("LOGIN", Optional.empty()));
            assertFailed(name.respond(line(bad)), SaslFailure.BAD_MESSAGE);
            SaslServer password = server(TLS);
            challenge(password.begin("LOGIN", initial("YW5h")));
            assertFailed(password.respond(line(bad)), SaslFailure.BAD_MESSAGE);
        }
    }

    @Test
    void clientsLogInToOurServer() {
        SaslClient plain = SaslClient.plain("ana", secret("otra clave"));
        assertPassword(
                plain(new String(plain.initialResponse().orElseThrow().octets(), UTF_8)),
                "",
                "ana",
                "otra clave");
        SaslClient login = SaslClient.login("ana", secret("secreto"));
        assertThat(login.initialResponse()).isEmpty();
        SaslServer server = server(TLS);
        SaslStep step = server.begin(login.mechanism().wireName(), Optional.empty());
        step = server.respond(SaslExchange.answer(login, step));
        assertPassword(server.respond(SaslExchange.answer(login, step)), "", "ana", "secreto");
        assertThat(login.challenge(SaslMessage.empty())).isInstanceOf(SaslClientStep.GiveUp.class);
    }

    @Test
    void nothingPrintsTheSecret() {
        assertThat(plain("\0ana\0secreto").toString()).doesNotContain("secreto");
        assertThat(text("\0ana\0secreto").toString()).doesNotContain("secreto");
    }

    private static String longBase64() {
        return Base64.getEncoder().encodeToString(new byte[1025]).replace('A', 'Q');
    }
}
