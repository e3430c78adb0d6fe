package dev.buzon.cli;

import dev.buzon.server.config.Config;
import picocli.CommandLine.Command;

/** {@code buzon config}: a configuration to begin with. */
@Command(
        name = "config",
        description = "Prints every key of the configuration with its default and what it means.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    private final Terminal terminal;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().print(Config.describe());
    }
}
