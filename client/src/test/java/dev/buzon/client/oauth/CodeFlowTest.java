package dev.buzon.client.oauth;

import static dev.buzon.client.oauth.Hand.browse;
import static dev.buzon.client.oauth.Hand.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.oauth.Hand.Clock;
import dev.buzon.testing.issuer.LocalIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFlowTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration NO_TIME = Duration.ofMillis(1);

    private final LocalIssuer issuer = LocalIssuer.start();
    private final OAuth oauth = Hand.oauth(issuer, new Clock());

    @AfterEach
    void end() {
        issuer.close();
    }

    private static Map<String, String> question(CodeFlow flow) {
        return Form.read(flow.address().getRawQuery()).orElseThrow();
    }

    private static String redirect(CodeFlow flow) {
        return question(flow).getOrDefault("redirect_uri", "");
    }

    private static String state(CodeFlow flow) {
        return question(flow).getOrDefault("state", "");
    }

    @Test
    void browserComesBackAndTokensCome() throws Exception {
        try (var flow = oauth.codeFlow(new Landing("Hecho & <listo>", "No"))) {
            var page = browse(flow.address());
            assertThat(page).startsWith("200 ").contains("Hecho &amp; &lt;listo&gt;");
            var tokens = flow.await(LIMIT);
            assertThat(issuer.owner(text(tokens.access()))).contains("ana@example.test");
            assertThat(tokens.refresh()).isPresent();
        }
    }

    @Test
    void questionHasAllItNeedsAndNothingIsUsedTwice() throws Exception {
        Set<String> once = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
                var question = question(flow);
                assertThat(question)
                        .containsEntry("response_type", "code")
                        .containsEntry("client_id", "our client")
                        .containsEntry("scope", "mail offline_access")
                        .containsEntry("code_challenge_method", "S256")
                        .doesNotContainKey("code_verifier");
                assertThat(redirect(flow)).matches("http://127\\.0\\.0\\.1:[0-9]+/");
                assertThat(state(flow)).hasSize(43);
                once.add(state(flow));
                once.add(question.get("code_challenge"));
            }
        }
        assertThat(once).hasSize(6);
    }

    @Test
    void personWhoRefusesEndsIt() throws Exception {
        issuer.nobodyAgrees();
        try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
            assertThat(browse(flow.address())).contains("not granted");
            assertThatThrownBy(() -> flow.await(LIMIT)).isInstanceOf(OAuthException.Denied.class);
        }
    }

    @Test
    void nobodyComesBack() throws Exception {
        try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
            assertThatThrownBy(() -> flow.await(NO_TIME))
                    .isInstanceOf(OAuthException.TooLate.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?code=x&state=wrong",
                "?code=x",
                "?state=STATE",
                "?code=x&error=access_denied&state=STATE",
                "?code=x&code=y&state=STATE",
                "?code=x&state=STATE&iss=https%3A%2F%2Felsewhere.example",
                "?code=%zz&state=STATE",
                "other?code=x&state=STATE",
                "",
                "favicon.ico"
            })
    void whoeverElseComesChangesNothing(String visit) throws Exception {
        try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
            var uninvited = redirect(flow) + visit.replace("STATE", state(flow));
            if (!visit.contains("%zz")) { // no browser sends this one
                assertThat(browse(URI.create(uninvited))).isEqualTo("400 ");
            }
            assertThat(flow.handOver("http://127.0.0.1/" + visit.replace("STATE", state(flow))))
                    .isEqualTo(visit.startsWith("other"));
            if (!visit.startsWith("other")) {
                browse(flow.address());
                assertThat(flow.await(LIMIT).refresh()).isPresent();
            }
        }
    }

    @Test
    void addressOfABrowserElsewhereCanBeHandedOver() throws Exception {
        try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
            var comesBackTo = Hand.sentTo(flow.address());
            assertThat(flow.handOver("something else")).isFalse();
            assertThat(flow.handOver("http://127.0.0.1/")).isFalse();
            assertThat(flow.handOver("x".repeat(20_000))).isFalse();
            assertThat(flow.handOver("  " + comesBackTo + "\n")).isTrue();
            assertThat(flow.handOver(comesBackTo)).isFalse(); // it is over
            assertThat(flow.await(LIMIT).refresh()).isPresent();
        }
    }

    @Test
    void codeOfAnotherIsWorthNothing() throws Exception {
        try (var ours = oauth.codeFlow(Landing.ENGLISH);
                var theirs = oauth.codeFlow(Landing.ENGLISH)) {
            var code =
                    Form.read(URI.create(Hand.sentTo(theirs.address())).getRawQuery())
                            .orElseThrow()
                            .get("code");
            assertThat(ours.handOver(redirect(ours) + "?code=" + code + "&state=" + state(ours)))
                    .isTrue();
            assertThatThrownBy(() -> ours.await(LIMIT))
                    .isInstanceOf(OAuthException.GrantEnded.class);
        }
    }

    @Test
    void challengeIsTheOneOfTheStandard() {
        // RFC 7636 appendix B
        assertThat(new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void gmailIsAskedForARefreshTokenEachTime() throws Exception {
        try (var flow =
                OAuth.of(Provider.gmail(), new ClientIdentity("x")).codeFlow(Landing.ENGLISH)) {
            assertThat(question(flow))
                    .containsEntry("access_type", "offline")
                    .containsEntry("scope", "https://mail.google.com/");
            assertThat(flow.address()).hasHost("accounts.google.com");
        }
        try (var flow =
                OAuth.of(Provider.outlook(), new ClientIdentity("x")).codeFlow(Landing.ENGLISH)) {
            assertThat(redirect(flow)).startsWith("http://localhost:");
        }
    }
}
