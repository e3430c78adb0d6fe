package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.own.Grants;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OwnSecrets secrets;
    private Grants grants;

    @BeforeEach
    void begin() {
        var printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        printed,
                        printed,
                        false,
                        Texts.of(Map.of()));
        secrets =
                OwnSecrets.in(Home.of(Map.of(Home.VARIABLE, folder.toString())), terminal.prompt());
        grants = Agreeing.grants(secrets, terminal);
    }

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNewRefreshTokenThatCannotBeKeptIsSaid() throws Exception {
        for (String line : List.of("env:TOKEN", "command:pass ana", "credential:ana", "ask")) {
            err.reset();
            var kept = grants.refreshTokens("ana@example.test", SecretPlace.parse(line));
            kept.keep(secret("n3w-token"));
            assertThat(complaints())
                    .startsWith("buzon: ")
                    .contains("ana@example.test", line, "keyring")
                    .doesNotContain("n3w-token")
                    .hasLineCount(1);
            assertThat(kept.fetch().matches(secret("n3w-token"))).isTrue();
        }
    }

    @Test
    void aNewRefreshTokenInTheVaultIsKeptWithoutAWord() throws Exception {
        grants.refreshTokens("ana@example.test", SecretPlace.parse("vault"))
                .keep(secret("n3w-token"));
        assertThat(complaints()).isEmpty();
        Secret found =
                secrets.all()
                        .vault()
                        .find(SecretName.refreshToken("ana@example.test"))
                        .orElseThrow();
        assertThat(found.matches(secret("n3w-token"))).isTrue();
    }

    @Test
    void theSecretOfAClientIsKeptUnderTheNameItsKindHas() throws Exception {
        grants.keepClientSecret(new Grant("gmail", "client-1"), secret("none really"));
        var name = new SecretName("client-1", SecretName.Kind.CLIENT_SECRET);
        assertThat(secrets.all().vault().find(name)).isPresent();
    }
}
