package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** docs/collector-performance.md. */
final class Page {
    /** Where it is, seen from the module. */
    static final Path FILE = Path.of("..", "docs", "collector-performance.md");

    private static final String INTRODUCTION =
            """
            # The collector beside its rivals

            Written by `RivalsCampaign` in module e2e; do not edit. One run, every program a process of its own on the same line to the same
            server (ours, with its mail in memory; Dovecot as a control), collecting into a folder on a real disk:

                ./buzon --version && ./mvnw -Privals -pl e2e -am test -Dtest=RivalsCampaign -Dsurefire.failIfNoSpecifiedTests=false

            **Read the ratios and the round trips.** Absolute times are those of this machine on that day, which others may have used at the
            same time; the line, the server and the program share its processors. Wall, CPU (of the program and what it started) and peak
            memory (of its largest process) are the kernel's (wait4). Medians where there are several runs. What was collected is
            verified after each run: every octet for ours, the number of messages for the others. A run that ends badly ends the campaign.

            """;

    private Page() {}

    /** The page. */
    static String of(Sheet sheet, String machine) throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("- ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(", ")
                .append(machine)
                .append('\n');
        for (Rival rival : Rivals.all()) {
            page.append("- ").append(rival.name()).append(' ').append(rival.version());
            page.append(": ").append(rival.settings()).append('\n');
        }
        page.append("- programs in Java, but for buzon fetch: ");
        page.append(String.join(" ", JavaRun.FLAGS))
                .append("; those without a memory keep identifiers in a file\n");
        page.append("\n## The bars\n\n| what | at most | measured | |\n|---|---:|---:|---|\n");
        for (Sheet.Bar bar : sheet.bars()) {
            page.append("| ").append(bar.what()).append(" | ");
            page.append(bar.shown(bar.limit())).append(" | ").append(bar.shown(bar.measured()));
            page.append(" | ").append(bar.met() ? "met" : "**missed**").append(" |\n");
        }
        return page.append(sheet.text()).toString();
    }

    /** What this machine is and how busy. */
    static String machine() throws IOException {
        String cpu =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .findFirst()
                        .orElse("unknown processor");
        List<String> load = List.of(Files.readString(Path.of("/proc/loadavg")).split(" ", -1));
        return "%d cores of %s, Linux %s, Java %s, load at the start %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        cpu,
                        System.getProperty("os.version"),
                        Runtime.version(),
                        load.getFirst());
    }
}
