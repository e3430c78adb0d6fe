package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What whoever uses a library without a memory writes first: identifiers in a file. */
final class Memory {
    private Memory() {}

    /** What was seen before. */
    static Properties seen(Path state) throws IOException {
        Properties seen = new Properties();
        if (Files.exists(state)) {
            try (var in = Files.newInputStream(state)) {
                seen.load(in);
            }
        }
        return seen;
    }

    /** A new file in the Maildir. */
    static Path newFile(String maildir, int number) {
        String name =
                "%d.%d_%d.here"
                        .formatted(
                                System.currentTimeMillis(), ProcessHandle.current().pid(), number);
        return Path.of(maildir, "new", name);
    }

    /** Keeps it, at the end. */
    static void keep(Properties seen, Path state) throws IOException {
        try (OutputStream out = Files.newOutputStream(state)) {
            seen.store(out, "seen");
        }
    }
}
