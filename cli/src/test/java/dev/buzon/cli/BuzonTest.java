package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuzonTest {
    private static Typed type(String... args) {
        return Typed.Person.usual().types(args);
    }

    @Test
    void whatMakesNoSenseIsExitCodeTwoAndSaysHowItGoes() {
        for (String[] args :
                List.of(
                        new String[] {},
                        new String[] {"serv"},
                        new String[] {"serve"},
                        new String[] {"try", "--twice"},
                        new String[] {"user"},
                        new String[] {"user", "add"})) {
            Typed typed = type(args);
            assertThat(typed.code()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(typed.err())
                    .containsPattern("Usage: buzon|Did you mean: buzon serve")
                    .doesNotContain("Exception");
            assertThat(typed.out()).isEmpty();
        }
    }

    @Test
    void helpAndVersionAreExitCodeZero() {
        assertThat(type("--version").out()).startsWith("Buzon ");
        for (String[] args :
                List.of(
                        new String[] {"help"},
                        new String[] {"--help"},
                        new String[] {"try", "--help"},
                        new String[] {"serve", "--help"},
                        new String[] {"user", "add", "--help"},
                        new String[] {"bench", "--help"},
                        new String[] {"help", "serve"})) {
            Typed typed = type(args);
            assertThat(typed.code()).as(String.join(" ", args)).isZero();
            assertThat(typed.out()).contains("Usage: ");
            assertThat(typed.err()).isEmpty();
        }
    }

    @Test
    void configPrintsAConfigurationThatCanBeUsed() throws Exception {
        Typed typed = type("config");
        assertThat(typed.code()).isZero();
        assertThat(Config.parse(typed.out(), "printed")).isEqualTo(Config.defaults());
    }

    @Test
    void aConfigurationThatIsNotThereIsASentence() {
        Typed typed = type("serve", "--config", "/nowhere/buzon.toml", "--data", "/nowhere");
        assertThat(typed)
                .isEqualTo(
                        new Typed(
                                1,
                                "",
                                "buzon: The configuration /nowhere/buzon.toml cannot be read:"
                                        + " there is no such file or folder.\n"));
    }

    @Test
    void aCertificateThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("buzon.toml"),
                        """
                        [listen]
                        pop3 = "127.0.0.1:0"
                        pop3s = "127.0.0.1:0"
                        smtp = "off"
                        submission = "off"
                        submissions = "off"
                        [tls]
                        certificates = [{ chain = "/nowhere/chain.pem", key = "/nowhere/key.pem" }]
                        [store]
                        engine = "memory"
                        """);
        Typed typed =
                type(
                        "serve",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("data").toString());
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err())
                .isEqualTo(
                        "buzon: The post office could not start: /nowhere/key.pem:"
                                + " there is no such file or folder.\n");
    }

    @Test
    void whatCouldMoveTheCursorIsNotPrinted() {
        assertThat(Terminal.clean("a\u001b[2Jb\u202ec\u0085\td\n")).isEqualTo("a�[2Jb�c�\td\n");
    }

    @Test
    void wordsForAShellAreQuotedWhenTheyMustBe() {
        assertThat(NextSteps.quoted("/tmp/a-b_c.pem")).isEqualTo("/tmp/a-b_c.pem");
        assertThat(NextSteps.quoted("/tmp/it's here")).isEqualTo("'/tmp/it'\\''s here'");
    }
}
