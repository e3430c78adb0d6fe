package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program from one of Debian's packages.
 *
 * @param name what it and its package are called
 * @param file where it is
 */
record Debian(String name, Path file) {
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final int LIMIT_SECONDS = 20;

    /** Its name as a command. */
    String command() throws IOException {
        if (!Files.isExecutable(file)) {
            throw new IOException(name + " is not installed: apt-get install " + name);
        }
        return file.toString();
    }

    /** What it says of itself. */
    String version() throws IOException {
        Path output = Files.createTempFile("buzon-version", ".txt");
        Process process =
                new ProcessBuilder(List.of(command(), "--version"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(name + " does not tell its version");
            }
            Matcher version = VERSION.matcher(Files.readString(output, ISO_8859_1));
            return version.find() ? version.group() : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
