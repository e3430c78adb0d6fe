package dev.buzon.cli;

import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.AlreadyRunningException;
import dev.buzon.reader.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code buzon mail}: the reader, a mail program on a page of this computer. */
@Command(
        name = "mail",
        description = {
            "Opens the reader: a mail program on a page of this computer, in your browser. Nobody"
                    + " else can open it. Ctrl-C or SIGTERM end it.",
            "When it runs already, its page is opened."
        },
        mixinStandardHelpOptions = true)
final class MailCommand implements Callable<Integer> {
    private static final int PORTS = 65_535;

    private final Terminal terminal;
    private final Home home;
    private final Supplier<Internet> internet;
    private final Map<String, String> environment = System.getenv();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port of the page; without it a free one.")
    private int port;

    @Option(names = "--no-browser", description = "Only print the page's address.")
    private boolean noBrowser;

    @Option(
            names = "--install",
            description =
                    "Put the reader into the menu and start it at login (a desktop file and a"
                            + " systemd user unit).")
    private boolean install;

    @Option(names = "--uninstall", description = "Take both away again; mail and accounts stay.")
    private boolean uninstall;

    @Option(
            names = "--reindex",
            description = "Make the index anew from the folders; no mail is touched.")
    private boolean reindex;

    MailCommand(Terminal terminal, Home home, Supplier<Internet> internet) {
        this.terminal = terminal;
        this.home = home;
        this.internet = internet;
    }

    @Override
    public Integer call() throws CommandFailure, OwnFailureException {
        if (port < 0 || port > PORTS) {
            throw new CommandFailure(terminal.texts().text("mail.port", port));
        }
        try {
            if (install || uninstall) {
                return installing();
            }
            return read();
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("mail.failed", Failures.place(e)));
        }
    }

    private int installing() throws IOException, CommandFailure {
        var installing = new Installing(terminal, environment, Installing.SYSTEM);
        if (uninstall) {
            installing.remove();
        } else {
            installing.put(command());
        }
        return 0;
    }

    /** The program that a menu or a service can run. */
    private Path command() throws CommandFailure {
        String said = System.getProperty("buzon.command", "");
        Path path = Path.of(said).toAbsolutePath().normalize();
        if (said.isEmpty() || !java.nio.file.Files.isExecutable(path)) {
            throw new CommandFailure(terminal.texts().text("mail.install.command"));
        }
        return path;
    }

    private int read() throws IOException, OwnFailureException, CommandFailure {
        Reader reader;
        try {
            reader = Reader.open(options());
        } catch (AlreadyRunningException e) {
            return showRunning(e);
        }
        show("mail.open", reader.address());
        ThisProcess.age()
                .filter(_ -> System.getenv("BUZON_DEBUG") != null)
                .ifPresent(age -> terminal.say("mail.took", age.toMillis()));
        terminal.say("mail.end");
        Running.untilTold(reader::close);
        return 0;
    }

    private Reader.Options options() {
        String[] version = new Buzon.Version().getVersion();
        return new Reader.Options(
                home,
                port,
                version.length == 0 ? "" : version[0],
                internet,
                Wishes.USUAL,
                InstantSource.system(),
                ZoneId.systemDefault(),
                reindex);
    }

    private int showRunning(AlreadyRunningException running) throws CommandFailure {
        Optional<String> address = running.address();
        if (address.isEmpty()) {
            throw new CommandFailure(
                    terminal.texts()
                            .text(
                                    running.origin().isEmpty() ? "mail.busy" : "mail.deaf",
                                    running.origin()));
        }
        show("mail.runs", address.get());
        return 0;
    }

    private void show(String text, String address) {
        terminal.say(text, address);
        terminal.out().flush();
        if (!noBrowser) {
            Browsers.open(address, environment);
        }
    }
}
