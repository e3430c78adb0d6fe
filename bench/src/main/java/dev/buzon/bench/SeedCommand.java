package dev.buzon.bench;

import dev.buzon.bench.compare.Figures;
import dev.buzon.bench.load.Load;
import dev.buzon.bench.load.Outcome;
import dev.buzon.bench.load.Plan;
import dev.buzon.bench.load.Work;
import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.DeliveryCaller.Protocol;
import dev.buzon.bench.wire.Endpoint;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench seed}: fills maildrops for the works that fetch. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Delivers the same number of messages to each user; every message carries who it is for, which it is, and a checksum.")
final class SeedCommand implements Callable<Integer> {
    @Option(names = "--lmtp", paramLabel = "HOST:PORT", description = "deliver by LMTP")
    String lmtp = "";

    @Option(names = "--smtp", paramLabel = "HOST:PORT", description = "deliver by SMTP")
    String smtp = "";

    @Option(
            names = "--messages",
            defaultValue = "100",
            description = "messages for each user (default: ${DEFAULT-VALUE})")
    int messages;

    @Option(
            names = "--octets",
            defaultValue = "7000",
            description = "size of each (default: ${DEFAULT-VALUE})")
    int octets;

    @Option(
            names = "--seconds",
            defaultValue = "600",
            description = "longest time (default: ${DEFAULT-VALUE})")
    int seconds;

    @Mixin LoadOptions load = new LoadOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (lmtp.isEmpty() == smtp.isEmpty()) {
            throw new IllegalArgumentException("say either --lmtp or --smtp");
        }
        Protocol protocol = smtp.isEmpty() ? Protocol.LMTP : Protocol.SMTP;
        Plan plan =
                new Plan(
                        Work.DELIVER,
                        Endpoint.parse(smtp.isEmpty() ? lmtp : smtp, Protection.PLAIN),
                        load.range(),
                        "",
                        load.connections,
                        Duration.ZERO,
                        Duration.ofSeconds(seconds),
                        Plan.Expect.ANY,
                        1,
                        new Plan.Delivery(protocol, octets, 1, messages));
        Outcome outcome = Load.run(plan, new ProcessTree(load.pids));
        spec.commandLine().getOut().println(Figures.text(outcome));
        spec.commandLine().getOut().flush();
        return outcome.good() ? 0 : 1;
    }
}
