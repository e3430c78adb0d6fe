package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Health;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.ledger.LedgerInUseException;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.client.pop3.Quirks;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sync.Outcome.Cause;
import dev.buzon.client.sync.Outcome.Need;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** One run: sessions, one after the other, for as long as they bring anything. */
final class Run {
    /** What is collected, from where to where. */
    record Order(
            Pop3 pop3,
            MailSink sink,
            Ledger ledger,
            String account,
            Policy policy,
            InstantSource clock,
            Consumer<SyncEvent> events,
            Duration reconnectPause,
            Duration ownDelay,
            boolean resetBeforeQuit) {}

    /** So many sessions in a row that broke without bringing anything, and the run ends. */
    private static final int VAIN_SESSIONS = 3;

    /** A reconnection waits no longer than this, whatever broke before. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    /** A connection that could not be made within this time is tried again at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    /** How many messages the session after the first break may bring at most. */
    private static final int AFTER_BREAK_MOST = 500;

    private final Order order;
    private final Calling calling;
    private final Tally tally;
    private long gainBefore;
    private long begunNanos;
    private int vain;
    private int breaks;
    private int most = Integer.MAX_VALUE;

    Run(Order order, Calling calling) {
        this.order = order;
        this.calling = calling;
        this.tally = new Tally(order.account(), order.clock().instant());
    }

    SyncReport collect() {
        return within(book -> {
            Outcome outcome = tooSoon(book).orElse(null);
            return outcome != null ? outcome : sessions(book);
        });
    }

    DryRun look() {
        SyncPlan[] plan = {SyncPlan.NOTHING};
        SyncReport report =
                within(book -> {
                    Remembered remembered = new Remembered(book);
                    try (Pop3Session pop = open(remembered)) {
                        plan[0] = visit(book, pop, Visit.Care.NONE).look();
                        tally.planned(plan[0]);
                        return new Outcome.Complete();
                    } catch (Pop3Exception e) {
                        return ended(e, remembered);
                    } finally {
                        calling.ended();
                    }
                });
        return new DryRun(plan[0], report);
    }

    /** What is done with an open book. */
    private interface Work {
        Outcome with(Book book) throws IOException;
    }

    private SyncReport within(Work work) {
        try (Book book = order.ledger().open(order.account())) {
            tellHealth(book.health());
            Storing.settle(order.sink(), book, now());
            return report(remembering(work.with(book), book));
        } catch (LedgerInUseException e) {
            Instant later = now().plus(Pauses.after(Cause.RUNNING_ALREADY, 1));
            return report(new Outcome.Again(Cause.RUNNING_ALREADY, later, text(e)));
        } catch (Fetching.KeepingFailed e) {
            return report(new Outcome.NeedsPerson(Need.DISK, text(e)));
        } catch (IOException e) {
            return report(new Outcome.NeedsPerson(Need.LEDGER, text(e)));
        }
    }

    private static Outcome remembering(Outcome outcome, Book book) throws IOException {
        switch (outcome) {
            case Outcome.Complete() -> new Remembered(book).complete();
            case Outcome.Again _, Outcome.NeedsPerson _, Outcome.Cancelled() -> {}
        }
        return outcome;
    }

    private SyncReport report(Outcome outcome) {
        return tally.report(now(), outcome);
    }

    private void tellHealth(Health health) {
        if (health.damaged()) {
            note(
                    "the ledger was damaged: %d records were put right, %d could not be and are collected again if need be; the old file was kept"
                            .formatted(health.repaired(), health.lost()));
        }
    }

    private void note(String text) {
        tally.note(text);
        order.events().accept(new SyncEvent.Note(text));
    }

    private Instant now() {
        return order.clock().instant();
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The server wants a pause between logins, and it is not over (C-010). */
    private Optional<Outcome> tooSoon(Book book) {
        Remembered remembered = new Remembered(book);
        return remembered
                .loginDelay()
                .flatMap(delay -> remembered.lastLogin().map(last -> last.plus(delay)))
                .filter(then -> then.isAfter(now()))
                .map(then ->
                        new Outcome.Again(
                                Cause.LOGIN_DELAY,
                                then,
                                "the server wants a pause between logins"));
    }

    private Outcome sessions(Book book) throws IOException {
        while (true) {
            gainBefore = tally.gain();
            Optional<Outcome> outcome = session(book);
            if (calling.isCancelled()) {
                return new Outcome.Cancelled();
            }
            vain = tally.gain() > gainBefore ? 0 : vain + 1;
            if (outcome.isPresent()) {
                return outcome.get();
            }
            Optional<Outcome> wait = tooSoon(book);
            if (wait.isPresent()) {
                return wait.get();
            }
        }
    }

    /** One session; empty when another is worth while. */
    private Optional<Outcome> session(Book book) throws IOException {
        Remembered remembered = new Remembered(book);
        long before = tally.progress();
        boolean open = false;
        begunNanos = System.nanoTime();
        try (Pop3Session pop = open(remembered)) {
            open = true;
            Visit.Care care = new Visit.Care(breaks > 0, most);
            Visit.End end = visited(visit(book, pop, care), pop, remembered);
            most = most > Integer.MAX_VALUE / 2 ? most : 2 * most;
            return ended(end, remembered);
        } catch (Pop3Exception e) {
            return broken(e, open, before, remembered);
        } finally {
            calling.ended();
        }
    }

    /** Does a session's work; what it learned of the server stays even if it broke. */
    private static Visit.End visited(Visit visit, Pop3Session pop, Remembered remembered)
            throws IOException {
        try {
            return visit.run();
        } finally {
            remembered.quirks(pop.quirks());
        }
    }

    private Visit visit(Book book, Pop3Session pop, Visit.Care care) {
        return new Visit(
                new Visit.Tools(
                        order.account(),
                        order.sink(),
                        book,
                        order.policy(),
                        order.clock(),
                        tally,
                        order.events(),
                        order.ownDelay()),
                pop,
                care);
    }

    private Pop3Session open(Remembered remembered) throws IOException {
        order.events().accept(new SyncEvent.Connecting(tally.session()));
        Quirks quirks = remembered.quirks();
        Pop3Session pop =
                order.pop3()
                        .quirks(order.resetBeforeQuit() ? quirks.deletesWhatWasRead(true) : quirks)
                        .onConnected(calling::connected)
                        .open();
        calling.began(pop);
        remembered.loggedIn(now(), pop.capabilities().loginDelay());
        return pop;
    }

    private Optional<Outcome> ended(Visit.End end, Remembered remembered) throws IOException {
        return switch (end) {
            case NOTHING_LEFT -> Optional.of(nothingLeft());
            case MORE ->
                    vain >= VAIN_SESSIONS
                            ? Optional.of(again(Cause.LINE, "no progress", remembered))
                            : Optional.empty();
            case MAYBE_MORE -> isVainAgain() ? Optional.of(nothingLeft()) : Optional.empty();
            case REFUSALS ->
                    Optional.of(
                            again(
                                    Cause.REFUSALS,
                                    "the server refused several messages in a row",
                                    remembered));
        };
    }

    private Outcome nothingLeft() {
        Optional<String> trouble = tally.keepingTrouble();
        return trouble.isPresent()
                ? new Outcome.NeedsPerson(Need.DISK, trouble.get())
                : new Outcome.Complete();
    }

    /** Whether this session has brought nothing that lasts, and too many before it neither. */
    private boolean isVainAgain() {
        return tally.gain() == gainBefore && vain + 1 >= VAIN_SESSIONS;
    }

    /** A session that could not be had, or broke: reconnects if that may help. */
    private Optional<Outcome> broken(
            Pop3Exception e, boolean wasOpen, long progressBefore, Remembered remembered)
            throws IOException {
        if (calling.isCancelled()) {
            return Optional.of(new Outcome.Cancelled());
        }
        order.events().accept(new SyncEvent.Broken(text(e)));
        boolean lineBroke =
                switch (e) {
                    case Pop3Exception.ConnectionLost _,
                            Pop3Exception.TimedOut _,
                            Pop3Exception.TruncatedMessage _,
                            Pop3Exception.CommitUnknown _,
                            Pop3Exception.Violation _ ->
                            true;
                    case Pop3Exception.Unreachable _ -> breaks > 0 || failedAtOnce();
                    case Pop3Exception.InUse _ -> breaks > 0;
                    case Pop3Exception.LoginDelay _,
                            Pop3Exception.TemporaryFailure _,
                            Pop3Exception.PermanentFailure _,
                            Pop3Exception.LoginRefused _,
                            Pop3Exception.NoWayIn _,
                            Pop3Exception.ServerNotProved _,
                            Pop3Exception.Refused _,
                            Pop3Exception.CommitRefused _,
                            Pop3Exception.TlsUnavailable _,
                            Pop3Exception.CertificateRefused _,
                            Pop3Exception.Cancelled _ ->
                            false;
                };
        long brought = tally.progress() - progressBefore;
        if (!lineBroke || isVainAgain()) {
            return Optional.of(ended(e, remembered));
        }
        if (wasOpen) {
            most = Math.clamp(brought / 2, 1, AFTER_BREAK_MOST);
        }
        calling.pause(pause());
        breaks++;
        return Optional.empty();
    }

    /** Whether it took no time to fail, so that trying again takes none either. */
    private boolean failedAtOnce() {
        return System.nanoTime() - begunNanos < AT_ONCE.toNanos();
    }

    private Duration pause() {
        Duration pause = order.reconnectPause().multipliedBy(1L << Math.min(vain, 3));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** What a failure means for the account. */
    private Outcome ended(Pop3Exception e, Remembered remembered) throws IOException {
        return switch (e) {
            case Pop3Exception.InUse _ -> again(Cause.IN_USE, text(e), remembered);
            case Pop3Exception.LoginDelay _ -> again(Cause.LOGIN_DELAY, text(e), remembered);
            case Pop3Exception.TemporaryFailure _, Pop3Exception.CommitRefused _ ->
                    again(Cause.TEMPORARY, text(e), remembered);
            case Pop3Exception.Refused _ -> again(Cause.REFUSALS, text(e), remembered);
            case Pop3Exception.Unreachable _ -> again(Cause.UNREACHABLE, text(e), remembered);
            case Pop3Exception.ConnectionLost _,
                    Pop3Exception.TimedOut _,
                    Pop3Exception.TruncatedMessage _,
                    Pop3Exception.CommitUnknown _,
                    Pop3Exception.Violation _ ->
                    again(Cause.LINE, text(e), remembered);
            case Pop3Exception.PermanentFailure _ -> new Outcome.NeedsPerson(Need.SERVER, text(e));
            case Pop3Exception.LoginRefused refused -> refused(refused, remembered);
            case Pop3Exception.NoWayIn _, Pop3Exception.ServerNotProved _ ->
                    new Outcome.NeedsPerson(Need.LOGIN, text(e));
            case Pop3Exception.TlsUnavailable _, Pop3Exception.CertificateRefused _ ->
                    new Outcome.NeedsPerson(Need.TLS, text(e));
            case Pop3Exception.Cancelled _ -> new Outcome.Cancelled();
        };
    }

    /** How often an uncoded refusal of a login that worked before is not believed (C-013). */
    private static final int UNCERTAIN_REFUSALS = 2;

    private Outcome refused(Pop3Exception.LoginRefused e, Remembered remembered)
            throws IOException {
        boolean uncertain =
                !e.coded()
                        && remembered.lastLogin().isPresent()
                        && remembered.loginRefusedAgain() <= UNCERTAIN_REFUSALS;
        return uncertain
                ? again(Cause.LOGIN_UNCERTAIN, text(e), remembered)
                : new Outcome.NeedsPerson(Need.LOGIN, text(e));
    }

    private Outcome again(Cause cause, String why, Remembered remembered) throws IOException {
        Duration pause = Pauses.after(cause, remembered.incompleteAgain());
        Instant notBefore = now().plus(pause);
        Optional<Instant> delayed =
                remembered
                        .loginDelay()
                        .flatMap(delay -> remembered.lastLogin().map(last -> last.plus(delay)))
                        .filter(then -> then.isAfter(notBefore));
        return new Outcome.Again(cause, delayed.orElse(notBefore), why);
    }
}
