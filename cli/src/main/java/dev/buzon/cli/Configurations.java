package dev.buzon.cli;

import dev.buzon.server.config.Config;
import dev.buzon.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the configuration that a command is to use. */
final class Configurations {
    private Configurations() {}

    /** The file's, or the defaults; everything that is wrong with it is said at once. */
    static Config read(Optional<Path> file, Texts texts) throws CommandFailure {
        if (file.isEmpty()) {
            return Config.defaults();
        }
        try {
            return Config.load(file.get());
        } catch (ConfigException e) {
            throw new CommandFailure(
                    texts.text(
                            "config.wrong",
                            file.get(),
                            e.problems().stream()
                                    .map(problem -> "\n  " + problem)
                                    .collect(Collectors.joining())));
        } catch (IOException e) {
            throw new CommandFailure(
                    texts.text("config.unreadable", file.get(), Failures.reason(e)));
        }
    }
}
