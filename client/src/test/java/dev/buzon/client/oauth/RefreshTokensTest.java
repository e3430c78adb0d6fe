package dev.buzon.client.oauth;

import static dev.buzon.client.oauth.Hand.oauth;
import static dev.buzon.client.oauth.Hand.secret;
import static dev.buzon.client.oauth.Hand.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.oauth.Hand.Clock;
import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.secret.Secrets;
import dev.buzon.client.secret.Vault;
import dev.buzon.client.secret.VaultKey;
import dev.buzon.testing.issuer.LocalIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTokensTest {
    private static final SecretName NAME = SecretName.refreshToken("ana@example.test");

    @TempDir Path folder;

    private Secrets secrets(Map<String, String> environment) {
        var vault = Vault.at(folder.resolve("v"), VaultKey.file(folder.resolve("k")));
        return new Secrets(vault, vault, environment, Prompt.nobody(), Duration.ofSeconds(20));
    }

    @Test
    void rotatedTokensLiveInTheVault() throws Exception {
        var clock = new Clock();
        try (var issuer = LocalIssuer.start(clock)) {
            var place = SecretPlace.parse("vault");
            var first = issuer.grant("ana@example.test");
            secrets(Map.of()).keep(place, NAME, secret(first));
            for (int process = 0; process < 3; process++) {
                var kept = RefreshTokens.in(secrets(Map.of()), place, NAME);
                var token = oauth(issuer, clock).accessTokens(kept).token();
                assertThat(issuer.owner(text(token))).isPresent();
            }
            assertThat(text(secrets(Map.of()).fetch(place, NAME))).isNotEqualTo(first);
        }
    }

    @Test
    void placeThatKeepsNothingIsFollowedWhileTheProcessLives() throws Exception {
        var clock = new Clock();
        try (var issuer = LocalIssuer.start(clock)) {
            var secrets = secrets(Map.of("REFRESH", issuer.grant("ana@example.test")));
            var kept = RefreshTokens.in(secrets, SecretPlace.parse("env:REFRESH"), NAME);
            var tokens = oauth(issuer, clock).accessTokens(kept);
            for (int i = 0; i < 3; i++) {
                assertThat(issuer.owner(text(tokens.token()))).isPresent();
                clock.move(Duration.ofHours(1));
            }
        }
    }

    @Test
    void missingRefreshTokenIsTheSecretsTrouble() throws Exception {
        try (var issuer = LocalIssuer.start()) {
            var kept = RefreshTokens.in(secrets(Map.of()), SecretPlace.parse("vault"), NAME);
            var tokens = oauth(issuer, new Clock()).accessTokens(kept);
            assertThatThrownBy(tokens::token).isInstanceOf(SecretException.Missing.class);
            assertThat(issuer.asked()).isEmpty();
            assertThat(Optional.of(issuer.refreshes())).contains(0L);
        }
    }
}
