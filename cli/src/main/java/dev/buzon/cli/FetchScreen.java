package dev.buzon.cli;

import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.SyncEvent;
import dev.buzon.client.sync.SyncReport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells people: while it lasts a line for each account that is redrawn in place, if there is a
 * terminal; at the end a sentence for each.
 */
final class FetchScreen implements FetchWatcher {
    private static final long BETWEEN_DRAWINGS = Duration.ofMillis(200).toNanos();
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

    private final Terminal terminal;
    private final boolean live;
    private final boolean quiet;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, String> broken = new HashMap<>();
    private int drawn;
    private long lastDrawing;

    /**
     * A screen.
     *
     * @param live whether lines can be redrawn
     * @param quiet whether only what is wrong is told
     */
    FetchScreen(Terminal terminal, boolean live, boolean quiet) {
        this.terminal = terminal;
        this.live = live;
        this.quiet = quiet;
    }

    @Override
    public synchronized void event(String account, SyncEvent event) {
        switch (event) {
            case SyncEvent.Connecting(int session) -> {
                tellBroken(account);
                status(account, text(session == 1 ? "fetch.connecting" : "fetch.again"), true);
            }
            case SyncEvent.Listed(int messages, long octets) ->
                    status(account, text("fetch.listed", messages, DataSize.text(octets)), true);
            case SyncEvent.Planned(int toFetch, long octets, _, _) ->
                    status(account, text("fetch.planned", toFetch, DataSize.text(octets)), true);
            case SyncEvent.Progress progress -> status(account, progress(progress), false);
            case SyncEvent.Stored _, SyncEvent.Deleted _ -> {}
            case SyncEvent.Broken(String why) -> broken.put(account, why);
            case SyncEvent.Note(String note) -> say(account + ": " + text("fetch.note", note));
        }
    }

    /** A break is told when it goes on behind it: the last one is in the outcome's sentence. */
    private void tellBroken(String account) {
        String why = broken.remove(account);
        if (why != null) {
            say(account + ": " + text("fetch.broken", why));
        }
    }

    private String progress(SyncEvent.Progress progress) {
        return text(
                "fetch.progress",
                progress.messages(),
                progress.ofMessages(),
                DataSize.text(progress.octets()),
                DataSize.text(progress.ofOctets()),
                DataSize.text(progress.octetsPerSecond()),
                seconds(progress.left()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    @Override
    public synchronized void over(SyncReport report) {
        lines.remove(report.account());
        broken.remove(report.account());
        if (quiet && report.clean()) {
            return;
        }
        say(report.account() + ": " + sentence(report));
        for (SyncReport.Failure failure : report.failures()) {
            say("  " + text("fetch.failure", DataSize.text(failure.octets()), failure.text()));
        }
        if (!report.tooBig().isEmpty()) {
            say("  " + text("fetch.tooBig", report.tooBig().size()));
        }
        if (!report.resting().isEmpty()) {
            say("  " + text("fetch.resting", report.resting().size()));
        }
    }

    private String sentence(SyncReport report) {
        String did =
                report.collected() == 0
                        ? text("fetch.nothing", report.listed())
                        : text(
                                "fetch.new",
                                report.collected(),
                                DataSize.text(report.collectedOctets()));
        String deleted = report.deleted() == 0 ? "" : text("fetch.deleted", report.deleted());
        String owed = report.deletesOwed() == 0 ? "" : text("fetch.owed", report.deletesOwed());
        return switch (report.outcome()) {
            case Outcome.Complete() -> did + deleted + owed;
            case Outcome.Cancelled() -> text("fetch.cancelled") + " " + did + deleted + owed;
            case Outcome.Again again ->
                    text("fetch.cause." + again.cause().name(), again.text())
                            + ". "
                            + text("fetch.notBefore", clock(again.notBefore()))
                            + (report.collected() == 0 ? "" : " " + did + deleted + owed);
            case Outcome.NeedsPerson person ->
                    text("fetch.fault." + person.need().name(), person.text())
                            + ". "
                            + need(report.account(), person.need())
                            + (report.collected() == 0 ? "" : " " + did + deleted + owed);
        };
    }

    private String need(String account, Outcome.Need need) {
        return switch (need) {
            case LOGIN -> text("fetch.need.login", address(account));
            case TLS -> text("fetch.need.tls", address(account));
            case SERVER -> text("fetch.need.server");
            case DISK -> text("fetch.need.disk");
            case LEDGER -> text("fetch.need.ledger");
        };
    }

    private static String address(String account) {
        return account.split(" ", 2)[0];
    }

    private static String clock(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(at);
    }

    @Override
    public synchronized void failed(String account, String sentence) {
        lines.remove(account);
        erase();
        terminal.complain(account + ": " + sentence);
        draw();
    }

    private String text(String name, Object... with) {
        return terminal.texts().text(name, with);
    }

    private void status(String account, String status, boolean now) {
        lines.put(account, account + ": " + status);
        if (live && (now || System.nanoTime() - lastDrawing > BETWEEN_DRAWINGS)) {
            erase();
            draw();
        }
    }

    /** A line that stays, above those that are redrawn. */
    private void say(String line) {
        erase();
        terminal.line(Terminal.Colour.PLAIN, line);
        draw();
    }

    private void erase() {
        terminal.out().print(UP_AND_CLEAR.repeat(drawn));
        drawn = 0;
    }

    private void draw() {
        if (live) {
            lines.values().forEach(line -> terminal.line(Terminal.Colour.DIM, line));
            drawn = lines.size();
            lastDrawing = System.nanoTime();
        }
        terminal.out().flush();
    }
}
