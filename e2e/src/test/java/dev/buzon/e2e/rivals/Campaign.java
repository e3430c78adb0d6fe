package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is measured, in one run, onto one sheet. */
final class Campaign {
    private static final Duration LONG_LINE = Duration.ofMillis(100);
    private static final int OCTETS = 4096;
    private static final int VISITS = 5;
    private static final int STARTS = 20;
    private static final int BIG_OCTETS = 200_000_000;
    private static final int SMALL_OCTETS = 1000;
    private static final List<Integer> BACKLOG = List.of(10_000, 20_000, 50_000, 100_000);
    private static final int BAR_BACKLOG = 50_000;
    private static final int POLLS = 3;

    private final Laboratory lab;
    private final Sheet sheet;

    Campaign(Laboratory lab, Sheet sheet) {
        this.lab = lab;
        this.sheet = sheet;
    }

    /** Everything beside everybody, or those parts that the property {@code rivals.parts} names. */
    void all(Server server) throws IOException {
        String parts = System.getProperty("rivals.parts", "first empty backlog big start crash");
        if (parts.contains("first")) {
            firstTime(server, 300, false, 1.0);
            firstTime(server, 200, true, 1.2);
        }
        if (parts.contains("empty")) {
            emptyPoll(server);
        }
        if (parts.contains("start")) {
            startToExit(server);
        }
        if (parts.contains("big")) {
            big(server);
        }
        if (parts.contains("backlog")) {
            backlog(server);
        }
        if (parts.contains("crash")) {
            crashes(server);
        }
    }

    /** What another server says to the same, for ours and for the fastest of the others. */
    void control(Server server) throws IOException {
        sheet.part(
                "The same with " + server.name(),
                """
                A control: that the figures above are not the favour of a server from the same house. Without the programs that need
                tens of seconds.
                """);
        sheet.head(
                "program",
                "300 kept, s",
                "round trips",
                "200 deleted, s",
                "round trips",
                "empty poll, s",
                "turns");
        for (Rival rival : List.of(new OurCommand(), new OurLibrary(), new Mpop())) {
            var kept = new FirstTime(new Mailing(300, OCTETS), LONG_LINE, false);
            var deleted = new FirstTime(new Mailing(200, OCTETS), LONG_LINE, true);
            var first = kept.measure(lab, server, rival, VISITS);
            var second = deleted.measure(lab, server, rival, VISITS);
            var poll =
                    new EmptyPoll(new Mailing(300, OCTETS), LONG_LINE, false)
                            .measure(lab, server, rival, VISITS);
            sheet.row(
                    rival.name(),
                    Sheet.number(first.wall()),
                    Sheet.number(first.roundTrips()),
                    Sheet.number(second.wall()),
                    Sheet.number(second.roundTrips()),
                    Sheet.number(poll.wall()),
                    Integer.toString(poll.roundTrips()));
        }
    }

    /** What the first of all programs needed, which is buzon fetch. */
    private static final class Ours {
        private double wall;

        /** How many times as much. */
        String ratio(double seconds) {
            wall = wall == 0 ? seconds : wall;
            return Sheet.ratio(seconds, wall);
        }
    }

    /** A row of a table. */
    private interface Row {
        void measure(Rival rival, Ours ours) throws IOException;
    }

    /** Rows for all of them; a foreign program that fails has a row that says so. */
    private void each(Row row) throws IOException {
        Ours ours = new Ours();
        for (Rival rival : Rivals.all()) {
            try {
                row.measure(rival, ours);
            } catch (IOException e) {
                if (rival.ours()) {
                    throw e;
                }
                System.out.println(e);
                sheet.row(rival.name(), "failed");
            }
        }
    }

    private void firstTime(Server server, int count, boolean delete, double limit)
            throws IOException {
        String what =
                delete
                        ? count + " messages of 4 KB, collected and deleted"
                        : count + " messages of 4 KB, first time, kept";
        sheet.part(
                what + ", round trip 100 ms",
                """
                *Round trips*: the time that the line's length takes, divided by the length (the run over the long line less the run over
                loopback). The floor is 0.6 s: greeting, capabilities, login, lists, all messages, QUIT; SCRAM costs one more trip than PLAIN.
                """);
        sheet.head(
                "program",
                "s",
                "× buzon fetch",
                "round trips",
                "s on loopback",
                "CPU s",
                "peak MB",
                "runs");
        FirstTime work = new FirstTime(new Mailing(count, OCTETS), LONG_LINE, delete);
        each((rival, ours) -> {
            var result = work.measure(lab, server, rival, VISITS);
            if (rival instanceof OurCommand) {
                sheet.bar("buzon fetch: " + what + ", 100 ms", limit, result.wall(), " s");
            }
            if (rival instanceof OurLibrary) {
                sheet.bar("library in a JVM: " + what + ", 100 ms", limit, result.wall(), " s");
            }
            sheet.row(
                    rival.name(),
                    Sheet.number(result.wall()),
                    ours.ratio(result.wall()),
                    Sheet.number(result.roundTrips()),
                    Sheet.number(result.loopback()),
                    Sheet.number(result.cpu()),
                    Sheet.whole(result.peakMegabytes()),
                    Integer.toString(result.visits()));
        });
    }

    private void emptyPoll(Server server) throws IOException {
        sheet.part(
                "Nothing new, 300 left on the server, round trip 100 ms",
                """
                *Round trips* are counted on the line: how often the server spoke after the client did, or had connected. With TLS that of the
                handshake (TLS 1.3) is left out.
                """);
        sheet.head(
                "program",
                "round trips",
                "s",
                "× buzon fetch",
                "round trips, TLS",
                "s, TLS",
                "CPU s",
                "CPU s, TLS");
        each((rival, ours) -> {
            Mailing left = new Mailing(300, OCTETS);
            var clear = new EmptyPoll(left, LONG_LINE, false).measure(lab, server, rival, VISITS);
            var tls = new EmptyPoll(left, LONG_LINE, true).measure(lab, server, rival, VISITS);
            if (rival instanceof OurCommand) {
                sheet.bar("buzon fetch: round trips of an empty poll", 6, clear.roundTrips(), "");
                sheet.bar("the same with TLS, its handshake apart", 6, tls.roundTrips(), "");
            }
            sheet.row(
                    rival.name(),
                    Integer.toString(clear.roundTrips()),
                    Sheet.number(clear.wall()),
                    ours.ratio(clear.wall()),
                    Integer.toString(tls.roundTrips()),
                    Sheet.number(tls.wall()),
                    Sheet.number(clear.cpu()),
                    Sheet.number(tls.cpu()));
        });
    }

    private void backlog(Server server) throws IOException {
        sheet.part(
                "Nothing new among very many left on the server, loopback",
                """
                Seconds from start to exit, and CPU seconds. Ours collected them all before; the others would need up to a quarter of an hour for
                that, so the rest was written into their memories in the way they write it.
                """);
        List<String> titles = new ArrayList<>(List.of("program"));
        BACKLOG.forEach(count -> titles.add("%,d: s (CPU)".formatted(count)));
        titles.add("peak MB");
        sheet.head(titles.toArray(String[]::new));
        // The library would have to collect them all in 64 MB first, which is another question.
        List<Rival> rivals =
                Rivals.all().stream().filter(rival -> !(rival instanceof OurLibrary)).toList();
        Backlog work = new Backlog(lab, server, rivals, SMALL_OCTETS, POLLS);
        for (int count : BACKLOG) {
            work.measure(count);
        }
        for (Rival rival : rivals) {
            List<Optional<Backlog.Result>> results = work.results(rival);
            backlogRow(rival, results);
            if (rival instanceof OurCommand) {
                backlogBars(results.stream().flatMap(Optional::stream).toList());
            }
        }
    }

    private void backlogBars(List<Backlog.Result> ours) {
        for (Backlog.Result result : ours) {
            if (result.count() == BAR_BACKLOG) {
                sheet.bar("buzon fetch: empty poll, 50,000 left, loopback", 1, result.wall(), " s");
            }
        }
        sheet.bar(
                "buzon fetch: CPU of an empty poll, 100,000 left, in polls with 10,000 (linear: 10)",
                10,
                ours.getLast().cpu() / ours.getFirst().cpu(),
                "");
    }

    private void backlogRow(Rival rival, List<Optional<Backlog.Result>> results) {
        List<String> cells = new ArrayList<>(List.of(rival.name()));
        double peak = 0;
        for (var result : results) {
            cells.add(
                    result.map(one ->
                                    Sheet.number(one.wall()) + " (" + Sheet.number(one.cpu()) + ")")
                            .orElse("fails, or over 120"));
            peak = Math.max(peak, result.map(Backlog.Result::peakMegabytes).orElse(0.0));
        }
        cells.add(Sheet.whole(peak));
        sheet.row(cells.toArray(String[]::new));
    }

    private void big(Server server) throws IOException {
        sheet.part(
                "One message of 200 MB, loopback",
                "All programs in Java with -Xmx64m. Ours compares every octet's digest and has it on the disk before it ends.");
        sheet.head("program", "s", "× buzon fetch", "CPU s", "peak MB");
        String user = server.maildrop(new Mailing(1, BIG_OCTETS));
        BigMessage work = new BigMessage(BIG_OCTETS);
        each((rival, ours) -> {
            var result = work.measure(lab, server, user, rival, rival.ours() ? 3 : 1);
            if (rival instanceof OurCommand) {
                sheet.bar("buzon fetch: a message of 200 MB, 64 MB heap", 3, result.wall(), " s");
            }
            sheet.row(
                    rival.name(),
                    Sheet.number(result.wall()),
                    ours.ratio(result.wall()),
                    Sheet.number(result.cpu()),
                    Sheet.whole(result.peakMegabytes()));
        });
    }

    private void startToExit(Server server) throws IOException {
        sheet.part(
                "From start to exit with nothing new, loopback",
                "Medians of %d starts with 10 messages left on the server, in milliseconds."
                        .formatted(STARTS));
        sheet.head(
                "program",
                "all",
                "least",
                "until it connects",
                "session",
                "afterwards",
                "CPU",
                "with TLS",
                "peak MB");
        Mailing left = new Mailing(10, OCTETS);
        each((rival, _) -> {
            var result = new StartToExit(left, false).measure(lab, server, rival, STARTS);
            var tls = new StartToExit(left, true).measure(lab, server, rival, VISITS);
            if (rival instanceof OurCommand) {
                sheet.bar("buzon fetch: start to exit, nothing new", 0.4, result.wall(), " s");
            }
            sheet.row(
                    rival.name(),
                    millis(result.wall()),
                    millis(result.best()),
                    millis(result.before()),
                    millis(result.on()),
                    millis(result.after()),
                    millis(result.cpu()),
                    millis(tls.wall()),
                    Sheet.whole(result.peakMegabytes()));
        });
    }

    private void crashes(Server server) throws IOException {
        sheet.part(
                "When something breaks",
                """
                Sixty messages; the first visit is disturbed, the second is not. *dups*: files that are there twice, or no whole message. *lost*:
                neither here nor on the server. *left*: should have been deleted on the server and are there still. *hangs*: the first visit had to
                be killed after 20 s.
                """);
        List<Rival> rivals = Rivals.all();
        List<String> titles = new ArrayList<>(List.of("event"));
        rivals.forEach(rival -> titles.add(rival.name()));
        sheet.head(titles.toArray(String[]::new));
        for (Crash crash : Crash.all()) {
            List<String> cells = new ArrayList<>(List.of(crash.title()));
            for (Rival rival : rivals) {
                var result = crash.measure(lab, server, rival);
                if (rival.ours()) {
                    sheet.bar(
                            rival.name() + ": wrong after: " + crash.title(),
                            0,
                            result.good() ? 0 : 1,
                            "");
                }
                cells.add(result.toString());
            }
            sheet.row(cells.toArray(String[]::new));
        }
    }

    private static String millis(double seconds) {
        return Sheet.whole(seconds * 1000);
    }
}
