package dev.buzon.client.secret;

import static dev.buzon.client.secret.Written.ANA;
import static dev.buzon.client.secret.Written.secret;
import static dev.buzon.client.secret.Written.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.secret.Written.MemoryRing;
import dev.buzon.client.secret.Written.Person;
import dev.buzon.protocol.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private Secrets secrets(DesktopKeyring keyring, Map<String, String> environment) {
        return new Secrets(
                Vault.at(folder.resolve("v"), VaultKey.file(folder.resolve("k"))),
                keyring,
                environment,
                Prompt.nobody(),
                LIMIT);
    }

    private Secrets secrets(Map<String, String> environment) {
        return secrets(absent(), environment);
    }

    private Secrets secrets() {
        return secrets(Map.of());
    }

    private static DesktopKeyring absent() {
        return new DesktopKeyring(
                () -> {
                    throw new SecretException.Unavailable("no desktop");
                },
                LIMIT);
    }

    private static String fetch(Secrets secrets, String place) throws Exception {
        return text(secrets.fetch(SecretPlace.parse(place), ANA));
    }

    @Test
    void firstLineOfACommandIsTheSecret() throws Exception {
        assertThat(fetch(secrets(), "command:printf 's3é \\r\\nuser: ana\\n'")).isEqualTo("s3é ");
        assertThat(fetch(secrets(), "command:echo '$HOME *'")).isEqualTo("$HOME *");
        assertThat(fetch(secrets(), "shell:echo a b | tr ' ' -")).isEqualTo("a-b");
        assertThat(fetch(secrets(), "command:printf x")).isEqualTo("x");
    }

    @Test
    void commandThatFailsIsToldByItsExitCodeAndNotByItsWords() {
        assertThatThrownBy(() -> fetch(secrets(), "shell:echo s3cret; exit 3"))
                .isInstanceOf(SecretException.CommandFailed.class)
                .hasMessage("the command /bin/sh ended with exit code 3");
        assertThatThrownBy(() -> fetch(secrets(), "command:true s3cret"))
                .isInstanceOf(SecretException.CommandFailed.class)
                .hasMessage("the command true printed no secret in its first line");
        assertThatThrownBy(() -> fetch(secrets(), "command:/no/such/program s3cret"))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("the command /no/such/program cannot be started");
    }

    @Test
    void commandThatDoesNotEndIsEnded() {
        var impatient =
                new Secrets(absent(), absent(), Map.of(), Prompt.nobody(), Duration.ofMillis(300));
        assertThatThrownBy(() -> fetch(impatient, "shell:sleep 600; echo x"))
                .isInstanceOf(SecretException.CommandFailed.class)
                .hasMessageContaining("did not end within");
    }

    @Test
    void commandGetsNoInputAndMayPrintALot() throws Exception {
        assertThat(fetch(secrets(), "shell:cat; echo yes; seq 1 50000")).isEqualTo("yes");
        assertThatThrownBy(() -> fetch(secrets(), "shell:head -c 40000 /dev/zero"))
                .isInstanceOf(SecretException.CommandFailed.class);
    }

    @Test
    void agentThatKeepsTheOutputOpenHoldsNobodyUp() throws Exception {
        assertThat(fetch(secrets(), "shell:echo yes; sleep 30 &")).isEqualTo("yes");
    }

    @Test
    void variablesAndCredentialsAreRead() throws Exception {
        Files.writeString(folder.resolve("mail-ana"), "s3cret\n");
        Files.writeString(folder.resolve("empty"), "\n");
        var secrets =
                secrets(
                        Map.of(
                                "MAIL",
                                "v4lue",
                                "NONE",
                                "",
                                "CREDENTIALS_DIRECTORY",
                                folder.toString()));
        assertThat(fetch(secrets, "env:MAIL")).isEqualTo("v4lue");
        assertThat(fetch(secrets, "credential:mail-ana")).isEqualTo("s3cret");
        for (var place : List.of("env:OTHER", "env:NONE", "credential:other", "credential:empty")) {
            assertThatThrownBy(() -> fetch(secrets, place))
                    .as(place)
                    .isInstanceOf(SecretException.Missing.class);
        }
        assertThatThrownBy(() -> fetch(secrets(), "credential:mail-ana"))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageContaining("LoadCredential");
    }

    @Test
    void personIsAskedEachTime() throws Exception {
        var person = new Person("one", "two");
        var secrets = secrets().asking(person);
        assertThat(fetch(secrets, "ask")).isEqualTo("one");
        assertThat(fetch(secrets, "ask")).isEqualTo("two");
        assertThat(person.questions).contains("the password of ana@example.test");
        assertThatThrownBy(() -> fetch(secrets, "ask")).isInstanceOf(SecretException.Missing.class);
        assertThatThrownBy(() -> fetch(secrets(), "ask"))
                .isInstanceOf(SecretException.Missing.class);
    }

    @Test
    void vaultAndKeyringKeepAndTheOthersDoNot() throws Exception {
        var ring = new MemoryRing();
        var secrets = secrets(new DesktopKeyring(() -> ring, LIMIT), Map.of());
        for (var place : List.of("vault", "keyring")) {
            var kept = SecretPlace.parse(place);
            assertThatThrownBy(() -> secrets.fetch(kept, ANA))
                    .isInstanceOf(SecretException.Missing.class);
            secrets.keep(kept, ANA, secret("s3é"));
            assertThat(fetch(secrets, place)).isEqualTo("s3é");
            assertThat(secrets.forget(kept, ANA)).isTrue();
            assertThat(secrets.forget(kept, ANA)).isFalse();
        }
        assertThat(ring.kept).isEmpty();
        for (var place : List.of("command:x", "shell:x", "env:X", "credential:x", "ask")) {
            assertThatThrownBy(() -> secrets.keep(SecretPlace.parse(place), ANA, secret("x")))
                    .isInstanceOf(SecretException.Unavailable.class);
        }
    }

    @Test
    void withoutAKeyringTheVaultIsUsedOnlyIfThePersonAgrees() throws Exception {
        List<String> reasons = new ArrayList<>();
        assertThatThrownBy(() ->
                        secrets()
                                .keepInKeyringOrVault(
                                        ANA, secret("s3cret"), reason -> !reasons.add(reason)))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("no desktop");
        assertThat(reasons).containsExactly("no desktop");
        assertThat(folder.resolve("v")).doesNotExist();
        assertThat(secrets().keepInKeyringOrVault(ANA, secret("s3cret"), _ -> true))
                .isEqualTo(new SecretPlace.Vaulted());
        assertThat(fetch(secrets(), "vault")).isEqualTo("s3cret");
    }

    @Test
    void keyringIsPreferred() throws Exception {
        var ring = new MemoryRing();
        var secrets = secrets(new DesktopKeyring(() -> ring, LIMIT), Map.of());
        assertThat(secrets.keepInKeyringOrVault(ANA, secret("s"), _ -> false))
                .isEqualTo(new SecretPlace.Keyring());
        assertThat(ring.kept)
                .containsExactly(Map.entry("buzon: password of ana@example.test", "s"));
    }

    @Test
    void keyringThatHangsOrBreaksIsGivenUp() {
        var never = new CountDownLatch(1);
        var hanging =
                new DesktopKeyring(
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            return new MemoryRing();
                        },
                        Duration.ofMillis(200));
        assertThatThrownBy(() -> hanging.find(ANA))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageContaining("did not answer");
        never.countDown();
        var broken =
                new DesktopKeyring(
                        () -> {
                            throw new UnsatisfiedLinkError("s3cret");
                        },
                        LIMIT);
        assertThatThrownBy(() -> broken.find(ANA))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("the desktop's keyring does not work here");
    }

    @Test
    void keyringTakesTextOnly() {
        var keyring = new DesktopKeyring(MemoryRing::new, LIMIT);
        assertThatThrownBy(() -> keyring.keep(ANA, Secret.of(new byte[] {(byte) 0xFF})))
                .isInstanceOf(SecretException.Unavailable.class);
    }

    @Test
    void secretsAreNeverPrinted() {
        assertThat(secrets(Map.of("MAIL", "s3cret")).toString()).doesNotContain("s3cret");
        assertThat(secret("s3cret").toString()).isEqualTo("***");
    }
}
