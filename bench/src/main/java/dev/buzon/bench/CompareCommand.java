package dev.buzon.bench;

import dev.buzon.bench.compare.Arena;
import dev.buzon.bench.compare.DovecotFormat;
import dev.buzon.bench.compare.Scenario;
import dev.buzon.bench.compare.Settings;
import dev.buzon.bench.compare.Site;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench compare}: the same loads on several servers in turn. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts Buzon and Debian's Dovecot on free ports of loopback, seeds them alike, runs the same loads on each in turn, and prints the table.")
final class CompareCommand implements Callable<Integer> {
    private static final String NOTHING = "";

    @Option(
            names = "--works",
            split = ",",
            defaultValue = "all",
            description = "which loads: all (default) or some of the names in the table")
    List<String> works = new ArrayList<>();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "length of a measurement (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "12",
            description =
                    "seconds before the first of each (default: ${DEFAULT-VALUE}: a JVM needs 10 to 15)")
    int warmUp;

    @Option(
            names = "--quick",
            description = "one round of 2 s and little mail: does it work at all?")
    boolean quick;

    @Option(
            names = "--connections",
            defaultValue = "16",
            description = "how many at the same time (default: ${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--idle",
            defaultValue = "500",
            description = "idle connections (default: ${DEFAULT-VALUE})")
    int idlers;

    @Option(
            names = "--messages",
            defaultValue = "100",
            description = "messages in a maildrop (default: ${DEFAULT-VALUE})")
    int messages;

    @Option(
            names = "--octets",
            defaultValue = "7000",
            description = "size of each (default: ${DEFAULT-VALUE})")
    int octets;

    @Option(
            names = "--large",
            defaultValue = "10000",
            description = "messages in the large maildrop (default: ${DEFAULT-VALUE})")
    int large;

    @Option(
            names = "--big",
            defaultValue = "50000000",
            description = "octets of the big message (default: ${DEFAULT-VALUE})")
    int big;

    @Option(
            names = "--buzon-command",
            defaultValue = "./buzon serve --config {config} --data {data}",
            description =
                    "what starts Buzon; {config} and {data} are replaced (default: ${DEFAULT-VALUE})")
    String buzonCommand = NOTHING;

    @Option(names = "--no-buzon", description = "without Buzon")
    boolean noBuzon;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "another server as well: a properties file with name and command, perhaps prepare and config (a file); in them and in the configuration {config} {data} {passwords} {certificate} {key} {pop3} {pop3s} {lmtp} are replaced")
    List<Path> descriptions = new ArrayList<>();

    @Option(
            names = "--dovecot-format",
            split = ",",
            defaultValue = "MAILDIR,MDBOX",
            description =
                    "Dovecot with these formats: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    List<DovecotFormat> formats = new ArrayList<>();

    @Option(names = "--no-dovecot", description = "without Dovecot")
    boolean noDovecot;

    @Option(
            names = "--key",
            defaultValue = "RSA",
            description =
                    "key of the certificate: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Site.KeyKind key = Site.KeyKind.RSA;

    @Option(
            names = "--dir",
            defaultValue = "${sys:java.io.tmpdir}",
            description =
                    "where the servers keep their data, on a real disk (default: ${DEFAULT-VALUE})")
    Path folder = Path.of(".");

    @Option(names = "--keep", description = "keep data and logs")
    boolean keep;

    @Option(
            names = "--markdown",
            defaultValue = NOTHING,
            description = "write the table to this file as well, as Markdown")
    String markdown = NOTHING;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (noBuzon && noDovecot && descriptions.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
        Arena.Contest contest =
                new Arena.Contest(
                        noBuzon ? NOTHING : buzonCommand,
                        descriptions,
                        noDovecot ? List.of() : formats,
                        folder,
                        keep,
                        key);
        PrintWriter out = spec.commandLine().getOut();
        Arena.Verdict verdict = Arena.run(settings(), contest, out);
        out.println();
        out.println(verdict.text());
        out.flush();
        if (!markdown.isEmpty()) {
            Files.writeString(Path.of(markdown), verdict.markdown());
        }
        return verdict.good() ? 0 : 1;
    }

    private Settings settings() {
        return new Settings(
                Scenario.parse(works),
                quick ? 1 : rounds,
                Duration.ofSeconds(quick ? 1 : warmUp),
                Duration.ofSeconds(quick ? 2 : seconds),
                connections,
                quick ? 50 : idlers,
                octets,
                quick ? 20 : messages,
                quick ? 500 : large,
                quick ? 5_000_000 : big);
    }
}
