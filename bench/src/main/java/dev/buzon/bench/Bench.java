package dev.buzon.bench;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code buzon bench}: measures mail servers. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a mail server, this one or another.",
        subcommands = {RunCommand.class, SeedCommand.class, CompareCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {
    /** The command; picocli makes it. */
    public Bench() {}

    /**
     * Runs the command line.
     *
     * @return the exit code: 0 when all went well, 1 when a server answered wrongly or a load
     *     failed, 2 when the command line makes no sense
     */
    public static int run(List<String> args, PrintStream out) {
        PrintWriter writer =
                new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr()
                            .println(
                                    failure instanceof IllegalArgumentException
                                            ? failure.getMessage()
                                            : failure.toString());
                    return failure instanceof IllegalArgumentException ? 2 : 1;
                })
                .execute(args.toArray(String[]::new));
    }

    /** For running it without the cli module. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out));
    }
}
