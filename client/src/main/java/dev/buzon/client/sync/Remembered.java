package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.pop3.Quirks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the ledger knows about an account as a whole: words and their values, see its format. */
final class Remembered {
    /** So many messages of sizes that meant nothing, and the server's sizes are not asked again. */
    private static final int WRONG_SIZES = 3;

    private final Book book;

    Remembered(Book book) {
        this.book = book;
    }

    /** What is known of the server's ways. */
    Quirks quirks() {
        return new Quirks(
                book.fact("pipelining")
                        .map(word -> Quirks.Pipelining.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Quirks.Pipelining.AS_ANNOUNCED),
                flag("capa-hangs"),
                flag("uidl-missing"),
                flag("top-unusable"),
                flag("deletes-what-was-read"),
                flag("scram-used"));
    }

    /** Keeps what a session has learned. */
    void quirks(Quirks quirks) throws IOException {
        List<Change> changes = new ArrayList<>();
        set(changes, "pipelining", quirks.pipelining().name().toLowerCase(Locale.ROOT));
        set(changes, "capa-hangs", quirks.capaHangs());
        set(changes, "uidl-missing", quirks.uidlMissing());
        set(changes, "top-unusable", quirks.topUnusable());
        set(changes, "scram-used", quirks.scramUsed());
        book.write(changes);
    }

    /** When the last login was, if there was one. */
    Optional<Instant> lastLogin() {
        return number("last-login").map(Instant::ofEpochSecond);
    }

    /** A login worked. */
    void loggedIn(Instant now, Optional<Duration> delay) throws IOException {
        List<Change> changes = new ArrayList<>();
        set(changes, "last-login", Long.toString(now.getEpochSecond()));
        set(changes, "login-delay", delay.map(d -> Long.toString(d.toSeconds())).orElse(""));
        set(changes, "login-refusals", "");
        book.write(changes);
    }

    /** How long the server wants between logins. */
    Optional<Duration> loginDelay() {
        return number("login-delay").map(Duration::ofSeconds);
    }

    /** How often in a row a login was refused without a reason, this time included. */
    int loginRefusedAgain() throws IOException {
        int refusals = number("login-refusals").map(Math::toIntExact).orElse(0) + 1;
        List<Change> changes = new ArrayList<>();
        set(changes, "login-refusals", Integer.toString(refusals));
        book.write(changes);
        return refusals;
    }

    /** How often in a row a run ended without being complete, this time included. */
    int incompleteAgain() throws IOException {
        int runs = number("incomplete-runs").map(Math::toIntExact).orElse(0) + 1;
        List<Change> changes = new ArrayList<>();
        set(changes, "incomplete-runs", Integer.toString(runs));
        book.write(changes);
        return runs;
    }

    /** A run was complete. */
    void complete() throws IOException {
        List<Change> changes = new ArrayList<>();
        set(changes, "incomplete-runs", "");
        book.write(changes);
    }

    /** Whether the server shows only some of its messages at a time. */
    boolean windows() {
        return flag("windows");
    }

    /** The server shows only some of its messages at a time. */
    void showsWindows() throws IOException {
        List<Change> changes = new ArrayList<>();
        set(changes, "windows", true);
        book.write(changes);
    }

    /** Whether the server's sizes were shown to mean nothing. */
    boolean sizesWrong() {
        return number("wrong-sizes").orElse(0L) >= WRONG_SIZES;
    }

    /** A message came twice, the same both times, and not in the announced size. */
    void wrongSize() throws IOException {
        List<Change> changes = new ArrayList<>();
        set(changes, "wrong-sizes", Long.toString(number("wrong-sizes").orElse(0L) + 1));
        book.write(changes);
    }

    private boolean flag(String key) {
        return book.fact(key).isPresent();
    }

    private Optional<Long> number(String key) {
        return book.fact(key).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
    }

    private void set(List<Change> changes, String key, boolean value) {
        set(changes, key, value ? "yes" : "");
    }

    private void set(List<Change> changes, String key, String value) {
        if (!book.fact(key).orElse("").equals(value)) {
            changes.add(new Change.Fact(key, value));
        }
    }
}
