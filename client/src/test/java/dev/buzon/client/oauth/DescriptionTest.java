package dev.buzon.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.testing.issuer.Lie;
import dev.buzon.testing.issuer.LocalIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {
    private static final Http QUICK = new Http(Duration.ofSeconds(2));

    private final LocalIssuer issuer = LocalIssuer.start();

    @AfterEach
    void end() {
        issuer.close();
    }

    private Provider read() throws Exception {
        return Description.read(issuer.address(), List.of("mail"), QUICK);
    }

    @Test
    void issuerDescribesItself() throws Exception {
        var provider = OAuth.discover(issuer.address(), List.of("mail"));
        assertThat(provider.issuer()).contains(issuer.address());
        assertThat(provider.authorization()).hasPath("/authorize");
        assertThat(provider.token()).hasPath("/token");
        assertThat(provider.device().map(URI::getPath)).contains("/device");
        assertThat(provider.scope()).isEqualTo("mail");
    }

    @Test
    void grantAtADescribedIssuerWorks() throws Exception {
        var oauth = OAuth.of(read(), new ClientIdentity("x"));
        try (var flow = oauth.codeFlow(Landing.ENGLISH)) {
            Hand.browse(flow.address());
            assertThat(flow.await(Duration.ofSeconds(20)).refresh()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HTML",
                "TEN_MEGABYTES",
                "ENDLESS",
                "DEEP",
                "CUT_SHORT",
                "EMPTY_OBJECT",
                "REDIRECT",
                "WRONG_ISSUER",
                "CLEARTEXT_ENDPOINTS"
            })
    void liesAreNoDescriptions(Lie lie) {
        issuer.next(lie);
        assertThatThrownBy(this::read).isInstanceOf(OAuthException.BadAnswer.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TRY_LATER", "SILENCE", "HANG_UP"})
    void issuerThatDoesNotWorkIsForLater(Lie lie) {
        issuer.next(lie);
        assertThatThrownBy(this::read).isInstanceOf(OAuthException.Unreachable.class);
    }

    @Test
    void issuerWithAnotherNameThanItWasAskedByIsNotBelieved() {
        var slash = URI.create(issuer.address() + "/");
        assertThatThrownBy(() -> Description.read(slash, List.of("mail"), QUICK))
                .isInstanceOf(OAuthException.BadAnswer.class)
                .hasMessageContaining("another issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example",
                "http://localhost:1",
                "ftp://127.0.0.1",
                "https://user:pass@issuer.example",
                "https://issuer.example?x",
                "https://issuer.example/#x",
                "https:///x",
                "issuer.example"
            })
    void onlyHttpsIsAnIssuer(String address) {
        assertThatThrownBy(() -> Description.read(URI.create(address), List.of("mail"), QUICK))
                .isInstanceOf(OAuthException.Misconfigured.class);
    }

    @Test
    void providersInClearTextCannotBeMade() {
        var safe = URI.create("https://issuer.example/x");
        assertThatThrownBy(() ->
                        new Provider(
                                "x",
                                Optional.empty(),
                                safe,
                                URI.create("http://issuer.example/token"),
                                Optional.empty(),
                                List.of("mail"),
                                Map.of(),
                                "127.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Provider.gmail().withScopes(List.of("a b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Provider.outlook("../x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientIdentity(" "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
