package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** docs/clients.md. */
final class Page {
    /** Where it is, seen from the module. */
    static final Path FILE = Path.of("..", "docs", "clients.md");

    /** The rest says which versions were met, which differs from machine to machine. */
    static final String VERSIONS = "\n## Versions\n";

    private static final String INTRODUCTION =
            """
            # Mail programs nobody here wrote

            Written by `ForeignClientsTest` in module e2e; do not edit. Each program below, as Debian packages it, goes to a whole
            post office on its real store over the loopback, with the server's certificate checked wherever TLS is used.

            **yes** means: every octet is the one that was delivered, behind the trace fields that delivery adds.
            **–** means: the program has no such thing (a memory, a way to send exactly that), or the 60 MB message is left to another door of the same program.

            """;

    private static final String COLLECTING =
            """
            ## Collecting

            *leaves*: after a visit everything is still there. *not twice*: a second visit brings only what came meanwhile, for
            programs that remember UIDLs. *deletes*: everything is collected whole, gone afterwards, and does not come again.

            """;

    private static final String SENDING =
            """

            ## Sending

            Each message is sent, delivered, and compared in the maildrop. *refused*: a line of more than 998 octets is not taken
            from our own people (docs/adr/0010).

            """;

    private Page() {}

    /** The page for these results. */
    static String of(
            Map<Collecting, List<Cell>> collecting, Map<Sending, List<Cell>> sending, Path home)
            throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION).append(COLLECTING);
        Stream<String> letters = Stream.of(Letter.values()).map(Letter::title);
        head(page, Stream.concat(Collecting.ACTIONS.stream(), letters).toList());
        collecting.forEach((row, cells) ->
                row(page, row.collector().program().name(), row.door().title(), cells));
        changes(page, collecting.keySet());
        page.append(SENDING);
        head(page, Stream.of(Letter.values()).map(Letter::title).toList());
        sending.forEach((row, cells) ->
                row(page, row.sender().program().name(), row.door().title(), cells));
        versions(page, collecting.keySet(), sending.keySet(), home);
        return page.toString();
    }

    private static void head(StringBuilder page, List<String> columns) {
        page.append("| program | door | ").append(String.join(" | ", columns)).append(" |\n");
        page.append("|---|---|").append("---|".repeat(columns.size())).append('\n');
    }

    private static void row(StringBuilder page, String program, String door, List<Cell> cells) {
        List<String> texts = new ArrayList<>(List.of(program, door));
        cells.forEach(cell -> texts.add(cell.text()));
        page.append("| ").append(String.join(" | ", texts)).append(" |\n");
    }

    private static void changes(StringBuilder page, Set<Collecting> rows) {
        page.append("\nWhat a program does to messages by design is allowed for:\n\n");
        Set<Collector> collectors = new LinkedHashSet<>();
        rows.forEach(row -> collectors.add(row.collector()));
        for (Collector collector : collectors) {
            List<String> changes = collector.changes().stream().map(Change::title).toList();
            page.append("- ")
                    .append(collector.program().name())
                    .append(": ")
                    .append(changes.isEmpty() ? "nothing" : String.join("; ", changes))
                    .append(".");
            collector
                    .fault()
                    .ifPresent(fault ->
                            page.append(" A fault of its own: ").append(fault.story()).append('.'));
            collector.hint().ifPresent(hint -> page.append(' ').append(hint).append('.'));
            page.append('\n');
        }
    }

    private static void versions(
            StringBuilder page, Set<Collecting> collecting, Set<Sending> sending, Path home)
            throws IOException {
        page.append(VERSIONS).append('\n');
        Set<Program> programs = new LinkedHashSet<>();
        collecting.forEach(row -> programs.add(row.collector().program()));
        sending.forEach(row -> programs.add(row.sender().program()));
        for (Program program : programs) {
            page.append("- ")
                    .append(program.name())
                    .append(' ')
                    .append(program.version(home))
                    .append(" (package ")
                    .append(program.debianPackage())
                    .append(")\n");
        }
    }
}
