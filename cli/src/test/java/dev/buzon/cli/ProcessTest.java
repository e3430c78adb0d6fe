package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as people start it: a process of its own, with its exit code and its signals. */
@Timeout(180)
class ProcessTest {
    private static final String CONFIGURATION =
            """
            domains = ["example.test"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = "127.0.0.1:0"
            smtp = "127.0.0.1:0"
            submission = "off"
            submissions = "127.0.0.1:0"
            """;

    @TempDir private Path folder;

    private Process start(String... args) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.buzon.cli.Buzon"));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "NO_COLOR", "1"));
        return builder.start();
    }

    /** Everything it prints until it ends. */
    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What it prints up to a line that holds this. */
    private static String outputUntil(BufferedReader from, String text) throws IOException {
        var read = new StringBuilder();
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return read.toString();
            }
        }
        throw new AssertionError("it ended without \"" + text + "\":\n" + read);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("buzon.toml"), CONFIGURATION);
    }

    @Test
    void tryOnceShowsBothConversationsWithoutPasswordsAndLeavesNothing() throws Exception {
        Process process = start("try", "--once");
        String said = output(process);
        assertThat(exitCode(process)).as(said).isZero();
        assertThat(said)
                .contains("C: AUTH PLAIN ********\nS: 235 ")
                .contains("C: PASS ********\nS: +OK ")
                .contains("S: ..This line begins with a dot")
                .contains("C: DELE 1\nS: +OK ")
                .contains("The message went round")
                .containsPattern("first mail read: [0-9.]+ s. Resident memory now: [0-9]+ MiB");
        assertThat(said.lines().filter(line -> line.matches("C: (AUTH|PASS).*"))).hasSize(2);
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("buzon"));
        }
    }

    @Test
    void tryInAFolderThatIsKeptCanBeRunAgain() throws Exception {
        Path data = folder.resolve("data");
        for (int i = 0; i < 2; i++) {
            Process process = start("try", "--once", "--data", data.toString());
            String said = output(process);
            assertThat(exitCode(process)).as(said).isZero();
        }
        assertThat(data.resolve("certificate.pem")).exists();
        assertThat(data.resolve("ports")).doesNotExist();
    }

    @Test
    void aServerIsToldToStopAndItsStoreCanBeOpenedAfterwards() throws Exception {
        Path data = folder.resolve("data");
        String config = configuration().toString();
        Process server = start("serve", "--config", config, "--data", data.toString());
        try (BufferedReader log = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(outputUntil(log, "is ready"))
                    .containsPattern("pop3s listens on 127.0.0.1 [1-9][0-9]+\n")
                    .containsPattern("admin listens on .*/admin.sock\n");
            assertThat(Files.readString(data.resolve("ports")))
                    .containsPattern("(?m)^pop3 127.0.0.1 [1-9][0-9]*$")
                    .containsPattern("(?m)^submissions 127.0.0.1 [1-9][0-9]*$")
                    .doesNotContain("submission ");
            Typed added = user(config, "add", "--generate", "ana@example.test");
            assertThat(added.code()).as(added.err()).isZero();
            server.toHandle().destroy(); // SIGTERM; the process itself would close the log
            assertThat(outputUntil(log, "stopped")).doesNotContain("ERROR");
            assertThat(exitCode(server)).isZero();
            assertThat(data.resolve("ports")).doesNotExist();
        } finally {
            server.destroyForcibly();
        }
        assertThat(user(config, "list").out()).startsWith("ana@example.test");
        assertThat(user(config, "add", "--generate", "luis@example.test").code()).isZero();
        assertThat(user(config, "list").out()).hasLineCount(2);
        assertThat(user(config, "add", "--generate", "luis@example.org").err())
                .contains("which hosts: example.test.");
    }

    private Typed user(String config, String... words) {
        var args = new ArrayList<>(List.of("user"));
        args.addAll(List.of(words));
        args.addAll(List.of("--data", folder.resolve("data").toString(), "--config", config));
        return Typed.Person.usual()
                .beside(new StoppedStore(Texts.of(Map.of())))
                .types(args.toArray(String[]::new));
    }

    @Test
    void aSecondServerInTheSameFolderIsRefusedInOneSentence() throws Exception {
        Path data = folder.resolve("data");
        String config = configuration().toString();
        Process first = start("serve", "--config", config, "--data", data.toString());
        try (BufferedReader log = first.inputReader(StandardCharsets.UTF_8)) {
            outputUntil(log, "is ready");
            Process second = start("serve", "--config", config, "--data", data.toString());
            String said = output(second);
            assertThat(exitCode(second)).isEqualTo(1);
            assertThat(said).startsWith("buzon: The post office could not start").hasLineCount(1);
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void allThatIsWrongWithAConfigurationIsSaidAtOnce() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("wrong.toml"),
                        "domain = [\"example.test\"]\n[listen]\npop3 = \"here\"\n");
        Process process =
                start("serve", "--config", config.toString(), "--data", folder.toString());
        String said = output(process);
        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(said).contains("wrong.toml:1: ").contains("wrong.toml:3: ");
    }
}
