package dev.buzon.e2e.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.cli.Buzon;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, started as {@code ./buzon} starts it: the class path of the tests has more
 * libraries, and once hid that one was missing. It runs after the jar is made, in {@code ./mvnw
 * verify}.
 */
@Timeout(120)
class PackagedProgramTest {
    private static final String MAIL =
            "From: ana@example.test\nTo: ana@example.test\nSubject: Nota\n\nHola\n";

    private static Path jar = Path.of("");

    @TempDir private Path home;

    /** What a command did: its exit code and all it printed. */
    private record Done(int code, String text) {}

    @BeforeAll
    static void findTheJar() throws Exception {
        jar = Path.of(Buzon.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).as("the packaged program").isRegularFile().hasExtension("jar");
        assertThat(jar.resolveSibling("lib")).isDirectory();
    }

    private Done buzon(String input, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString()));
        command.addAll(List.of(words));
        Path typed = Files.writeString(home.resolve("typed"), input);
        Path out = home.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(typed.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("it did not end: " + String.join(" ", words));
        }
        return new Done(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    /** Says how it ended, and that no class or library was missed on the way. */
    private void ends(int code, String with, Done done) {
        assertThat(done.code()).as(done.text()).isEqualTo(code);
        assertThat(done.text())
                .contains(with)
                .doesNotContain("Exception", "NoClassDef", "not complete");
    }

    @Test
    void helpAndVersionArePrinted() throws Exception {
        ends(0, "Buzon 0", buzon("", "--version"));
        ends(0, "account", buzon("", "help"));
    }

    @Test
    void recordsOfAConfigurationArePrinted() throws Exception {
        Path config =
                Files.writeString(
                        home.resolve("buzon.toml"),
                        "hostname = \"mail.example.test\"\ndomains = [\"example.test\"]\n");
        ends(
                0,
                "IN MX    10 mail.example.test.",
                buzon("", "dns", "example.test", "--config", "" + config));
    }

    @Test
    void aSearchWithoutAnyServerToFindEndsInASentence() throws Exception {
        Done done =
                buzon(
                        "x\n",
                        "account",
                        "add",
                        "ana@nobody.invalid",
                        "--yes",
                        "--password-file=-",
                        "--no-database");
        ends(1, "--incoming", done);
    }

    @Test
    void mailIsSentAndCollected() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "s3cret clave");
            Path trust = office.data().resolve("self-signed.pem");
            Done added =
                    buzon(
                            "s3cret clave\n",
                            "account",
                            "add",
                            "ana@example.test",
                            "--incoming=pops://localhost:" + office.port("pop3s"),
                            "--outgoing=smtps://localhost:" + office.port("submissions"),
                            "--trust=authorities:" + trust,
                            "--password-file=-",
                            "--secret=vault",
                            "--yes");
            ends(0, "Saved ana@example.test", added);
            ends(0, "Taken for ana@example.test", buzon(MAIL, "send"));
            ends(0, "New mail: 1", buzon("", "fetch"));
        }
    }
}
