package dev.buzon.cli;

import dev.buzon.bench.Bench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code buzon bench}: hands everything on to the load generator. */
@Command(
        name = "bench",
        description = "Measures a mail server, this one or another: buzon bench --help.")
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "See buzon bench --help.")
    private List<String> arguments = List.of();

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Bench.run(arguments, terminal.out());
    }
}
