package dev.buzon.cli;

import dev.buzon.cli.AccountDesk.StoppedOffice;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnFailureException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code buzon} command. */
@Command(
        name = "buzon",
        description = "A post office for POP3: mail waits here until people collect it.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Buzon.Version.class,
        mixinStandardHelpOptions = true,
        footer = {"", "To see it work: buzon try. Each command has a --help of its own."})
public final class Buzon {
    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version =
                    Optional.ofNullable(Buzon.class.getPackage().getImplementationVersion())
                            .orElse("in development");
            return new String[] {"Buzon " + version + ", Java " + Runtime.version()};
        }
    }

    private Buzon() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.system();
        Thread.setDefaultUncaughtExceptionHandler(
                (_, failure) -> Breakdown.tell(failure, terminal));
        var stopped = new StoppedStore(terminal.texts());
        int code = run(terminal, stopped, Home.of(System.getenv()), Internet::system, args);
        terminal.out().flush();
        System.exit(code);
    }

    /**
     * Runs the command line.
     *
     * @return 0 when it was done, 1 when it failed, 2 when it makes no sense
     */
    static int run(
            Terminal terminal,
            StoppedOffice stopped,
            Home home,
            Supplier<Internet> internet,
            String... args) {
        var desk = new AccountDesk(terminal.texts(), stopped);
        try {
            return commandLine(terminal, desk, home, internet, args).execute(args);
        } catch (Error | RuntimeException e) {
            Breakdown.tell(e, terminal);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static CommandLine commandLine(
            Terminal terminal,
            AccountDesk desk,
            Home home,
            Supplier<Internet> internet,
            String... args) {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("try", () -> new CommandLine(new TryCommand(terminal)));
        all.put("serve", () -> new CommandLine(new ServeCommand(terminal)));
        all.put("user", () -> new CommandLine(new UserCommand(terminal, desk)));
        all.put("config", () -> new CommandLine(new ConfigCommand(terminal)));
        all.put("dns", () -> new CommandLine(new DnsCommand(terminal)));
        all.put(
                "account",
                () ->
                        new CommandLine(new AccountCommand(terminal, home))
                                .addSubcommand(new AccountAddCommand(terminal, home, internet)));
        all.put("doctor", () -> new CommandLine(new DoctorCommand(terminal, internet)));
        all.put("fetch", () -> new CommandLine(new FetchCommand(terminal, home)));
        all.put("mail", () -> new CommandLine(new MailCommand(terminal, home, internet)));
        all.put("send", () -> new CommandLine(new SendCommand(terminal, home)));
        all.put("test-server", () -> new CommandLine(new TestServerCommand(terminal)));
        all.put(
                "bench",
                () ->
                        new CommandLine(new BenchCommand(terminal))
                                .setUnmatchedOptionsArePositionalParams(true));
        all.put("help", () -> new CommandLine(new CommandLine.HelpCommand()));
        var commands = new CommandLine(new Buzon());
        // Looking at the options of all commands costs more than collecting mail: only the one that
        // was typed is made, unless a person wants to see them all.
        Optional<Supplier<CommandLine>> typed =
                args.length == 0 || args[0].equals("help")
                        ? Optional.empty()
                        : Optional.ofNullable(all.get(args[0]));
        if (typed.isPresent()) {
            commands.addSubcommand(args[0], typed.get().get());
        } else {
            all.forEach((name, made) -> commands.addSubcommand(name, made.get()));
        }
        return commands.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.colours()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    complain(terminal, failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(to, true, StandardCharsets.UTF_8);
    }

    private static void complain(Terminal terminal, Exception failure) {
        if (failure instanceof CommandFailure known) {
            terminal.complain(known.sentence());
            Breakdown.trace(failure, terminal);
        } else if (failure instanceof OwnFailureException own) {
            terminal.complain(OwnFailures.sentence(own, terminal.texts()));
            Breakdown.trace(failure, terminal);
        } else {
            Breakdown.tell(failure, terminal);
        }
    }
}
