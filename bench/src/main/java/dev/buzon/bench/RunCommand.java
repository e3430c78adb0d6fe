package dev.buzon.bench;

import dev.buzon.bench.compare.Figures;
import dev.buzon.bench.load.IdleLoad;
import dev.buzon.bench.load.Load;
import dev.buzon.bench.load.Outcome;
import dev.buzon.bench.load.Plan;
import dev.buzon.bench.load.Work;
import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.DeliveryCaller.Protocol;
import dev.buzon.bench.wire.Endpoint;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench run}: one load on one server. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs one load on a server that is up, verifies what it answers, and prints figures. Exit 1 when anything was wrong.")
final class RunCommand implements Callable<Integer> {
    private static final int PIPELINED = 16;

    @Parameters(
            paramLabel = "WORK",
            description =
                    "check, uidl, fetch, fetch-pipelined, drain, big, idle or deliver. Drain deletes what it fetches; big is fetch with long patience.")
    String work = "";

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "the server (default: ${DEFAULT-VALUE})")
    String host = "";

    @Option(
            names = "--port",
            required = true,
            description = "its port: POP3, or for deliver LMTP or SMTP")
    int port;

    @Option(names = "--tls", description = "TLS from the first octet, a full handshake each time")
    boolean tls;

    @Option(names = "--resume", description = "with --tls: resume TLS sessions")
    boolean resume;

    @Option(names = "--stls", description = "STLS after the greeting")
    boolean stls;

    @Option(
            names = "--password",
            defaultValue = "secret",
            description = "password of all users (default: ${DEFAULT-VALUE})")
    String password = "";

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "measured time; for drain the longest (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "12",
            description = "seconds before it (default: ${DEFAULT-VALUE}: a JVM needs 10 to 15)")
    int warmUp;

    @Option(names = "--quick", description = "1 s of warm-up, 2 s measured: does it work at all?")
    boolean quick;

    @Option(
            names = "--messages",
            defaultValue = "-1",
            description = "how many messages each maildrop must hold (default: any number)")
    int messages;

    @Option(
            names = "--in-flight",
            defaultValue = "0",
            description = "RETR in flight (default: 1; fetch-pipelined: 16)")
    int inFlight;

    @Option(
            names = "--foreign",
            description = "the mail was not sent by bench: content is not compared")
    boolean foreign;

    @Option(
            names = "--delivered",
            description = "the mail was sent by work deliver (to anybody) rather than by seed")
    boolean delivered;

    @Option(
            names = "--protocol",
            defaultValue = "LMTP",
            description = "for deliver: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Protocol protocol = Protocol.LMTP;

    @Option(
            names = "--octets",
            defaultValue = "7000",
            description = "for deliver: size of a message (default: ${DEFAULT-VALUE})")
    int octets;

    @Option(
            names = "--recipients",
            defaultValue = "1",
            description = "for deliver: recipients of a message (default: ${DEFAULT-VALUE})")
    int recipients;

    @Mixin LoadOptions load = new LoadOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        ProcessTree server = new ProcessTree(load.pids);
        PrintWriter out = spec.commandLine().getOut();
        if (plan.work() == Work.IDLE) {
            IdleLoad.Result result = IdleLoad.run(plan, server, () -> {});
            out.println(Figures.text(result));
            out.flush();
            return result.errors().isEmpty() ? 0 : 1;
        }
        Outcome outcome = Load.run(plan, server);
        out.println(Figures.text(outcome));
        out.flush();
        return outcome.good() ? 0 : 1;
    }

    private Plan plan() {
        Work kind =
                switch (work.toLowerCase(Locale.ROOT)) {
                    case "check" -> Work.CHECK;
                    case "uidl" -> Work.UIDL;
                    case "fetch", "fetch-pipelined", "big" -> Work.FETCH;
                    case "drain" -> Work.DRAIN;
                    case "idle" -> Work.IDLE;
                    case "deliver" -> Work.DELIVER;
                    default -> throw new IllegalArgumentException("there is no work " + work);
                };
        Plan.Content content =
                foreign
                        ? Plan.Content.FOREIGN
                        : delivered ? Plan.Content.DELIVERED : Plan.Content.SEEDED;
        int usualInFlight = work.equals("fetch-pipelined") ? PIPELINED : 1;
        return new Plan(
                kind,
                new Endpoint(host, port, protection()),
                load.range(),
                password,
                load.connections,
                Duration.ofSeconds(quick ? 1 : warmUp),
                Duration.ofSeconds(quick && kind != Work.DRAIN ? 2 : seconds),
                new Plan.Expect(messages, content),
                inFlight > 0 ? inFlight : usualInFlight,
                new Plan.Delivery(protocol, octets, recipients, 0));
    }

    private Protection protection() {
        if (stls) {
            return Protection.STLS;
        }
        return tls ? resume ? Protection.TLS_RESUMED : Protection.TLS : Protection.PLAIN;
    }
}
