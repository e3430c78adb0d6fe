package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A foreign program.
 *
 * @param name what it is called
 * @param file where Debian puts it
 * @param debianPackage the package it comes in
 * @param versionOption what makes it tell its version
 */
record Program(String name, Path file, String debianPackage, String versionOption) {
    /** No client may take longer; the 60 MB message takes a few seconds on an idle machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final int TOLD_CHARACTERS = 2000;

    /**
     * How a run ended.
     *
     * @param exit the exit status
     * @param output what was printed, both ways
     */
    record Run(int exit, String output) {
        /** The same, if it ended with one of these. */
        Run expecting(int... exits) throws IOException {
            for (int one : exits) {
                if (one == exit) {
                    return this;
                }
            }
            String end = output.substring(Math.max(0, output.length() - TOLD_CHARACTERS));
            throw new IOException("exit status " + exit + ": " + end);
        }
    }

    /** The version of what is installed here. */
    String version(Path home) throws IOException {
        String output = run(home, List.of(versionOption)).output();
        Matcher version = VERSION.matcher(output);
        if (!version.find()) {
            throw new IOException(name + " does not tell its version: " + output);
        }
        return version.group();
    }

    /** Runs it to its end. */
    Run run(Path home, List<String> arguments) throws IOException {
        if (!Files.isExecutable(file)) {
            throw new IOException(name + " is not installed: apt-get install " + debianPackage);
        }
        List<String> command = new ArrayList<>();
        command.add(file.toString());
        command.addAll(arguments);
        return command(home, command);
    }

    /**
     * Runs a command with this home folder and nothing else of the environment, and ends it and
     * what it started when it takes too long.
     */
    static Run command(Path home, List<String> command) throws IOException {
        Path output = home.resolve("output.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("FETCHMAILHOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "vt100");
        Process process = builder.start();
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return new Run(process.exitValue(), Files.readString(output, ISO_8859_1));
            }
            throw new IOException(
                    command.getFirst()
                            + " did not end within "
                            + LIMIT
                            + ": "
                            + Files.readString(output, ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
