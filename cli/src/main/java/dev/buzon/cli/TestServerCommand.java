package dev.buzon.cli;

import com.google.gson.JsonObject;
import dev.buzon.cli.TestBench.Wish;
import dev.buzon.server.config.Config;
import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code buzon test-server}: the post office for tests, for programs in any language. */
@Command(
        name = "test-server",
        description = {
            "Runs a post office for tests on loopback ports: the real server, its mail in memory, its"
                    + " clock standing still. Beside it, if asked for, a POP3 server that misbehaves."
                    + " Tests talk to the control port, in lines."
        },
        mixinStandardHelpOptions = true)
final class TestServerCommand implements Callable<Integer> {
    private static final Map<String, String> USUAL_ACCOUNT = Map.of("ana@example.test", "secreto");

    private final Terminal terminal;

    @Option(
            names = "--account",
            paramLabel = "ADDRESS:PASSWORD",
            description =
                    "Somebody with a maildrop; may be said again. Without: ana@example.test:secreto.")
    private List<String> accounts = List.of();

    @Option(
            names = "--misbehave",
            paramLabel = "NAME",
            split = ",",
            description = "Starts a server beside it that misbehaves like these of the catalogue.")
    private List<String> misbehave = List.of();

    @Option(names = "--catalogue", description = "Lists the servers that misbehave, and ends.")
    private boolean catalogue;

    @Option(
            names = "--port",
            paramLabel = "DOOR=PORT",
            description =
                    "A chosen port instead of a free one: pop3, pop3s, smtp, submission, submissions,"
                            + " lmtp, misbehaving-pop3, misbehaving-pop3s, control.")
    private Map<String, Integer> ports = Map.of();

    @Option(names = "--json", description = "Says the ports in one line of JSON.")
    private boolean json;

    @Option(
            names = "--certificates",
            paramLabel = "FILE",
            description = "Writes to FILE, in PEM, what a client has to trust.")
    private @Nullable Path certificates;

    @Option(
            names = "--until-eof",
            description = "Takes control lines from the standard input too, and ends with it.")
    private boolean untilEof;

    TestServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (catalogue) {
            QuirkyServers.all().forEach(this::line);
            return 0;
        }
        LogSetup.follow(new Config.Log(Config.LogFormat.TEXT, Config.LogLevel.ERROR));
        TestBench bench = bench();
        ControlPort control =
                new ControlPort(new TestDesk(bench), ports.getOrDefault("control", 0));
        if (certificates != null) {
            Files.writeString(certificates, bench.pem());
        }
        announce(bench, control);
        Runnable close =
                () -> {
                    control.close();
                    bench.close();
                };
        if (untilEof) {
            control.serve(terminal.in(), terminal.out());
            close.run();
        } else {
            Running.untilTold(close);
        }
        return 0;
    }

    private void line(QuirkyServer one) {
        terminal.line(
                Terminal.Colour.PLAIN,
                "%s\t%s\t%s\t%s"
                        .formatted(one.name(), one.expectation(), one.rows(), one.sentence()));
    }

    private TestBench bench() throws CommandFailure {
        for (String name : misbehave) {
            if (QuirkyServers.named(name).isEmpty()) {
                throw new CommandFailure(terminal.texts().text("testserver.quirk", name));
            }
        }
        try {
            return new TestBench(new Wish(people(), misbehave, new TreeMap<>(ports)));
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    terminal.texts().text("testserver.port", String.valueOf(e.getMessage())));
        }
    }

    private Map<String, String> people() throws CommandFailure {
        Map<String, String> people = new LinkedHashMap<>();
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw new CommandFailure(terminal.texts().text("testserver.account", account));
            }
            people.put(account.substring(0, colon), account.substring(colon + 1));
        }
        return people.isEmpty() ? USUAL_ACCOUNT : people;
    }

    private void announce(TestBench bench, ControlPort control) {
        Map<String, Integer> all = new LinkedHashMap<>(bench.ports());
        all.put("control", control.port());
        if (json) {
            JsonObject line = new JsonObject();
            all.forEach(line::addProperty);
            terminal.out().println(line);
        } else {
            all.forEach((door, port) ->
                    terminal.line(Terminal.Colour.PLAIN, door + " 127.0.0.1 " + port));
            terminal.say("testserver.ready");
            terminal.say("testserver.control");
            if (!misbehave.isEmpty()) {
                String names = String.join(", ", misbehave);
                terminal.say("testserver.misbehaves", bench.misbehavingUser(), names);
            }
        }
        terminal.out().flush();
    }
}
