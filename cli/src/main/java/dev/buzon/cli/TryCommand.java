package dev.buzon.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code buzon try}: a post office to look at, with a message that goes round. */
@Command(
        name = "try",
        description = {
            "Starts a post office on free ports of this machine, with two people, ana and luis;"
                    + " luis writes to ana, and she collects it. Then it serves, and says what to"
                    + " type next."
        },
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--once",
            description = "End after the round trip: 0 if all was as it must be, else 1.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep everything in DIR instead of a folder that is removed at the end.")
    private @Nullable Path data;

    @Option(names = "--keep", description = "Do not remove the folder at the end.")
    private boolean keep;

    @Option(
            names = "--then",
            paramLabel = "COMMAND",
            description =
                    "After the round trip run COMMAND in a shell whose BUZON_HOME has ana's and"
                            + " luis's accounts, so that buzon fetch collects from here; then end,"
                            + " with its exit code.")
    private @Nullable String then;

    TryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure {
        var folder = TrialFolder.at(Optional.ofNullable(data), keep, terminal);
        try (var trial = Trial.start(folder.path(), terminal)) {
            trial.roundTrip();
            if (then != null) {
                trial.leaveLetter();
                return trial.home().run(then);
            }
            if (!once) {
                trial.sayWhatNext();
                Running.untilTold(trial.office(), folder::close);
            }
            return 0;
        } finally {
            folder.close();
        }
    }
}
