package dev.buzon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The data folder of a trial: one that is named, or one of its own that goes when it is over. */
final class TrialFolder implements AutoCloseable {
    private final Path path;
    private final boolean passing;
    private final Terminal terminal;

    private TrialFolder(Path path, boolean passing, Terminal terminal) {
        this.path = path;
        this.passing = passing;
        this.terminal = terminal;
    }

    /** Makes it. */
    static TrialFolder at(Optional<Path> named, boolean keep, Terminal terminal)
            throws CommandFailure {
        try {
            return named.isPresent()
                    ? new TrialFolder(Files.createDirectories(named.get()), false, terminal)
                    : new TrialFolder(Files.createTempDirectory("buzon-try-"), !keep, terminal);
        } catch (IOException e) {
            throw new CommandFailure(
                    terminal.texts()
                            .text("try.folder", named.orElse(Path.of("tmp")), Failures.reason(e)));
        }
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** Removes it if it is not to be kept. */
    @Override
    public void close() {
        if (!passing) {
            return;
        }
        try {
            Folders.remove(path);
        } catch (IOException e) {
            terminal.complain(terminal.texts().text("try.left", path, Failures.reason(e)));
        }
    }
}
