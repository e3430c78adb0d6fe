package dev.buzon.e2e.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A person's shell: each command is a process of its own, with nothing in its environment but a
 * path, a home and a language.
 *
 * @param folder the home
 */
record Shell(Path folder) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What a command did: its exit code, what it printed, what it complained of. */
    record Done(int code, String out, String err) {}

    /** Types a command of buzon's, with this on the standard input. */
    Done buzon(String input, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.buzon.cli.Buzon"));
        command.addAll(List.of(words));
        Path typed = Files.writeString(folder.resolve("typed"), input);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(typed.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        boolean over = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!over) {
            process.destroyForcibly().waitFor();
        }
        Done done =
                new Done(
                        over ? process.exitValue() : -1,
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8));
        if (!over) {
            throw new IOException("it did not end: " + String.join(" ", words) + "\n" + done);
        }
        return done;
    }
}
