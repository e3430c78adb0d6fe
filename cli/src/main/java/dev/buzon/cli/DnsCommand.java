package dev.buzon.cli;

import dev.buzon.server.config.Config;
import dev.buzon.server.discovery.DnsRecords;
import dev.buzon.server.discovery.Hosted;
import dev.buzon.server.discovery.Offers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buzon dns}: what the DNS of a domain has to say, from the configuration alone. */
@Command(
        name = "dns",
        description =
                "Prints the records that the DNS needs for a domain of this post office, as lines"
                        + " for its zone file.",
        mixinStandardHelpOptions = true)
final class DnsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "DOMAIN",
            description = "The domain; without one, all domains of the configuration.")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:BUZON_CONFIG}",
            description = "The configuration (or set BUZON_CONFIG); without one, the defaults.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:BUZON_DATA}",
            description =
                    "The data folder (or set BUZON_DATA); only needed for ports that the"
                            + " configuration leaves free (port 0), while the server runs.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one JSON object per domain and line.")
    private boolean json;

    DnsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure {
        Config read = Configurations.read(Optional.ofNullable(config), terminal.texts());
        Optional<Path> folder = Optional.ofNullable(data);
        Offers offers =
                Offers.of(
                        read,
                        folder.<Offers.Ports>map(at -> name -> PortsFile.port(at, name))
                                .orElse(Offers.Ports.UNKNOWN));
        var page = new DnsPage(terminal);
        for (String domain : asked(new Hosted(read.domains(), read.hostname()))) {
            DnsRecords records = DnsRecords.of(read, offers, domain);
            if (json) {
                page.json(records);
            } else {
                page.zone(records);
            }
        }
        return 0;
    }

    private List<String> asked(Hosted hosted) throws CommandFailure {
        if (domains.isEmpty()) {
            return hosted.domains();
        }
        List<String> asked = new ArrayList<>();
        for (String domain : domains) {
            asked.add(
                    Hosted.ascii(domain)
                            .filter(hosted::domain)
                            .orElseThrow(() ->
                                    new CommandFailure(
                                            terminal.texts()
                                                    .text(
                                                            "refused.notHosted",
                                                            domain,
                                                            String.join(", ", hosted.domains())))));
        }
        return asked;
    }
}
