package dev.buzon.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which post office is meant. */
final class Place {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            defaultValue = "${env:BUZON_DATA}",
            description = "The data folder of the post office (or set BUZON_DATA).")
    private Path data = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:BUZON_CONFIG}",
            description = "Its configuration (or set BUZON_CONFIG); without one, the defaults.")
    private @Nullable Path config;

    /** The data folder. */
    Path data() {
        return data;
    }

    /** The configuration's file, if there is one. */
    Optional<Path> config() {
        return Optional.ofNullable(config);
    }
}
