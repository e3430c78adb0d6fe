package dev.buzon.bench;

import dev.buzon.bench.load.Users;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that {@code run} and {@code seed} share. */
final class LoadOptions {
    @Option(
            names = "--user",
            defaultValue = "u%d@example.org",
            description = "name of the users, %%d their number (default: ${DEFAULT-VALUE})")
    String user = "";

    @Option(
            names = "--users",
            defaultValue = "100",
            description = "how many users (default: ${DEFAULT-VALUE})")
    int users;

    @Option(
            names = "--first",
            defaultValue = "1",
            description = "number of the first user (default: ${DEFAULT-VALUE})")
    int first;

    @Option(
            names = "--connections",
            defaultValue = "16",
            description = "how many at the same time (default: ${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--pid",
            split = ",",
            description =
                    "the server's processes (descendants are found): their CPU time and memory are reported")
    List<Integer> pids = new ArrayList<>();

    Users range() {
        return new Users(user, first, users);
    }
}
