package dev.buzon.protocol.sasl;

import static dev.buzon.protocol.sasl.SaslSteps.TLS;
import static dev.buzon.protocol.sasl.SaslSteps.assertFailed;
import static dev.buzon.protocol.sasl.SaslSteps.secret;
import static dev.buzon.protocol.sasl.SaslSteps.server;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's half of rows. */
class BearerClientTest {
    private static final String BEARER =
            "bixhPWFuYUBleGFtcGxlLnRlc3QsAWhvc3Q9cG9wLmV4YW1wbGUudGVzdAFwb3J0PTk5NQFhdXRoPUJlYXJlciB0b2sxMjMBAQ==";

    private static final String XOAUTH2 =
            "dXNlcj1hbmFAZXhhbXBsZS50ZXN0AWF1dGg9QmVhcmVyIHRvazEyMwEB";

    private static SaslClient bearer() {
        return SaslClient.oauthBearer(
                "ana@example.test", secret("tok123"), "pop.example.test", 995);
    }

    private static SaslClient xoauth2() {
        return SaslClient.xoauth2("ana@example.test", secret("tok123"));
    }

    private static String answer(SaslClient client, String challenge) {
        var step = client.challenge(SaslMessage.of(challenge));
        assertThat(step).isInstanceOf(SaslClientStep.Respond.class);
        return ((SaslClientStep.Respond) step).message().base64();
    }

    private static BearerRefusal refused(String challenge) {
        var client = bearer();
        assertThat(answer(client, "")).isEqualTo(BEARER);
        assertThat(answer(client, challenge)).isEqualTo("AQ==");
        return client.refusal().orElseThrow();
    }

    @Test
    void oauthBearerIsTheMessageOfTheStandardInOneStep() {
        assertThat(bearer().initialResponse().map(SaslMessage::base64)).contains(BEARER);
        assertThat(bearer().mechanism().wireName()).isEqualTo("OAUTHBEARER");
        assertThat(bearer().serverProved()).isTrue();
    }

    @Test
    void oauthBearerIsTheSameMessageInTwoSteps() {
        assertThat(answer(bearer(), "")).isEqualTo(BEARER);
    }

    @Test
    void xoauth2IsOneMessageInOneStepOrTwo() {
        assertThat(xoauth2().initialResponse().map(SaslMessage::base64)).contains(XOAUTH2);
        assertThat(answer(xoauth2(), "")).isEqualTo(XOAUTH2);
    }

    @Test
    void refusalOfOauthBearerIsAcknowledgedByASeparatorAndSaysWhy() {
        var client = bearer();
        assertThat(client.refusal()).isEmpty();
        assertThat(answer(client, "{\"status\":\"invalid_token\",\"scope\":\"mail\"}"))
                .isEqualTo("AQ==");
        assertThat(client.refusal())
                .contains(
                        new BearerRefusal(
                                Optional.of("invalid_token"),
                                Optional.of("mail"),
                                Optional.empty()));
        assertThat(client.serverProved()).isFalse();
    }

    @Test
    void refusalOfXoauth2IsAcknowledgedByAnEmptyLine() {
        var client = xoauth2();
        assertThat(answer(client, "")).isEqualTo(XOAUTH2);
        var gmail =
                "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";
        assertThat(answer(client, gmail)).isEmpty();
        assertThat(client.refusal().flatMap(BearerRefusal::status)).contains("400");
        assertThat(client.refusal().flatMap(BearerRefusal::scope))
                .contains("https://mail.google.com/");
    }

    @Test
    void secondRefusalIsNotAnswered() {
        var client = bearer();
        assertThat(answer(client, "{}")).isEqualTo("AQ==");
        assertThat(client.challenge(SaslMessage.of("{}")))
                .isEqualTo(new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE));
    }

    @Test
    void emptyChallengeBehindTheMessageIsARefusalWithoutWords() {
        var client = bearer();
        assertThat(answer(client, "")).isEqualTo(BEARER);
        assertThat(answer(client, "")).isEqualTo("AQ==");
        assertThat(client.refusal().orElseThrow().status()).isEmpty();
    }

    @Test
    void refusalOfTheStandardIsReadWhole() {
        var refusal =
                refused(
                        """
                        {"status":"invalid_token",
                         "scope":"example_scope",
                         "openid-configuration":"https://example.com/.well-known/openid-configuration"}
                        """);
        assertThat(refusal.status()).contains("invalid_token");
        assertThat(refusal.configuration())
                .contains("https://example.com/.well-known/openid-configuration");
    }

    @Test
    void refusalMayHaveNumbersAndWords() {
        assertThat(refused("{\"status\":401,\"x\":null, \"y\" : true}").status()).contains("401");
    }

    @Test
    void controlsInARefusalNeverReachAPerson() {
        assertThat(refused("{\"status\":\"a\\u001b[2J\\u0007\u009b\u202e\\n\\\"b\"}").status())
                .contains("a?[2J????\"b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{\"status\":\"x\"",
                "{\"status\":\"x\"}}",
                "{\"status\":{\"a\":\"b\"}}",
                "{\"status\":[1]}",
                "{\"status\"}",
                "{\"status\":}",
                "{\"status\":\"\\u12g4\"}",
                "{\"status\":\"\\x\"}",
                "{\"status\":\"\n\"}",
                "{,}",
                "\u0001",
                "{\"status\":\"\"}"
            })
    void refusalThatCannotBeReadIsStillARefusal(String challenge) {
        assertThat(refused(challenge).status()).isEmpty();
    }

    @Test
    void longRefusalsAreBounded() {
        assertThat(refused("{\"status\":\"" + "x".repeat(2000) + "\"}").status().orElseThrow())
                .hasSize(BearerRefusal.MAX_TEXT);
        assertThat(refused("{\"status\":\"" + "x".repeat(BearerRefusal.MAX_OCTETS) + "\"}"))
                .isEqualTo(new BearerRefusal(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(refused("{" + "\"a\":1,\"b\":2,".repeat(400) + "\"status\":\"x\"}").status())
                .contains("x");
        var many = new StringBuilder("{\"status\":\"x\"");
        for (int i = 0; i < 200; i++) {
            many.append(",\"").append(i).append("\":1");
        }
        assertThat(refused(many.append('}').toString()).status()).isEmpty();
    }

    @Test
    void nameIsEscapedInTheHeaderOfOauthBearer() {
        var message =
                SaslClient.oauthBearer("a,b=c", secret("t"), "h", 1)
                        .initialResponse()
                        .orElseThrow();
        assertThat(new String(message.octets(), UTF_8))
                .isEqualTo("n,a=a=2Cb=3Dc,\u0001host=h\u0001port=1\u0001auth=Bearer t\u0001\u0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0001b", "a b", "a\r\nb", "a\u007f", "é"})
    void tokenThatWouldChangeTheMessageIsRefused(String token) {
        assertThatThrownBy(() -> SaslClient.xoauth2("ana", secret(token)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this is no access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0001b", "a\nb", "\0"})
    void nameThatWouldChangeTheMessageIsRefused(String name) {
        assertThatThrownBy(() -> SaslClient.xoauth2(name, secret("t")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SaslClient.oauthBearer("ana", secret("t"), name, 995))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longTokensGoThrough() {
        var token = "x".repeat(20_000);
        var message = SaslClient.xoauth2("ana", secret(token)).initialResponse().orElseThrow();
        assertThat(new String(Base64.getDecoder().decode(message.base64()), UTF_8)).contains(token);
    }

    @Test
    void theServerKnowsNeither() {
        assertFailed(
                server(TLS).begin("OAUTHBEARER", Optional.empty()), SaslFailure.UNKNOWN_MECHANISM);
        assertFailed(server(TLS).begin("XOAUTH2", Optional.empty()), SaslFailure.UNKNOWN_MECHANISM);
        assertThat(TLS.mechanisms()).doesNotContain(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2);
    }
}
