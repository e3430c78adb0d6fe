package dev.buzon.reader.work;

import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.SyncReport;
import dev.buzon.reader.work.AccountState.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the end of a run means: what is said, and when the next one is worth while.
 *
 * @param result in one word
 * @param text what happened
 * @param todo what the person can do
 * @param collected messages that came
 * @param deleted messages that were deleted on the server
 * @param notBefore when the next run is worth while at the earliest; empty for whenever
 * @param pause how long the server wants between two logins
 * @param byItself whether there is a next one without the person
 */
record CollectorEnd(
        Result result,
        Sentence text,
        Sentence todo,
        int collected,
        int deleted,
        Optional<Instant> notBefore,
        Optional<Duration> pause,
        boolean byItself) {
    /** A person's disk or certificate mends itself sometimes; to look more often is no use. */
    private static final Duration PERSON_PAUSE = Duration.ofMinutes(30);

    static CollectorEnd stopped() {
        return plain(Result.STOPPED, Sentence.of("work.stopped", 0), Sentence.NONE, true);
    }

    /** The account cannot be used at all, as this says. */
    static CollectorEnd failed(Sentence why) {
        return plain(Result.PERSON, why, Sentence.of("work.todo.account"), true);
    }

    private static CollectorEnd plain(
            Result result, Sentence text, Sentence todo, boolean byItself) {
        return new CollectorEnd(
                result, text, todo, 0, 0, Optional.empty(), Optional.empty(), byItself);
    }

    /**
     * The end that this report tells of.
     *
     * @param fetched whether mail was fetched, or only looked for
     */
    static CollectorEnd of(SyncReport report, boolean fetched) {
        return switch (report.outcome()) {
            case Outcome.Complete() -> complete(report, fetched);
            case Outcome.Cancelled() ->
                    with(
                            report,
                            Result.STOPPED,
                            Sentence.of("work.stopped", report.collected()),
                            Sentence.NONE,
                            Optional.empty(),
                            true);
            case Outcome.Again(var cause, var notBefore, var said) ->
                    again(report, cause, notBefore, said);
            case Outcome.NeedsPerson(var need, var said) -> person(report, need, said);
        };
    }

    private static CollectorEnd complete(SyncReport report, boolean fetched) {
        boolean partly = !report.failures().isEmpty();
        Sentence text;
        if (partly) {
            var first = report.failures().getFirst();
            text = Sentence.of("work.partly", report.failures().size(), first.text());
        } else if (!fetched) {
            text = Sentence.of("work.looked", report.listed());
        } else if (report.collected() == 0) {
            text = Sentence.of("work.nothing");
        } else {
            String one = report.collected() == 1 ? ".one" : "";
            text = Sentence.of("work.done" + one, report.collected());
        }
        Sentence todo = partly ? Sentence.of("work.todo.partly") : Sentence.NONE;
        return with(
                report, partly ? Result.PARTLY : Result.DONE, text, todo, Optional.empty(), true);
    }

    private static CollectorEnd again(
            SyncReport report, Outcome.Cause cause, Instant notBefore, String said) {
        Result result =
                switch (cause) {
                    case UNREACHABLE -> Result.AWAY;
                    case IN_USE,
                            LOGIN_DELAY,
                            TEMPORARY,
                            LINE,
                            LOGIN_UNCERTAIN,
                            REFUSALS,
                            RUNNING_ALREADY ->
                            Result.LATER;
                };
        String name = name(cause);
        return with(
                report,
                result,
                Sentence.of("work.again." + name, said),
                Sentence.of("work.todo.again." + name),
                Optional.of(notBefore),
                true);
    }

    private static CollectorEnd person(SyncReport report, Outcome.Need need, String said) {
        boolean byItself =
                switch (need) {
                    // A password that is refused again and again locks the account.
                    case LOGIN, LEDGER -> false;
                    case TLS, SERVER, DISK -> true;
                };
        String name = name(need);
        return with(
                report,
                Result.PERSON,
                Sentence.of("work.need." + name, said),
                Sentence.of("work.todo.need." + name),
                Optional.of(report.ended().plus(PERSON_PAUSE)),
                byItself);
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static CollectorEnd with(
            SyncReport report,
            Result result,
            Sentence text,
            Sentence todo,
            Optional<Instant> notBefore,
            boolean byItself) {
        return new CollectorEnd(
                result,
                text,
                todo,
                report.collected(),
                report.deleted(),
                notBefore,
                report.loginDelay(),
                byItself);
    }

    /**
     * When the next run is.
     *
     * @param usual when it would be if nothing were in the way
     */
    Optional<Instant> next(Instant usual, Instant now) {
        if (!byItself) {
            return Optional.empty();
        }
        Instant wanted =
                switch (result) {
                    case LATER, AWAY -> notBefore.orElse(usual);
                    case DONE, PARTLY, PERSON, STOPPED -> later(usual, notBefore.orElse(usual));
                };
        return Optional.of(later(wanted, serverPause(now)));
    }

    /** Until when the server wants to be left alone, whoever asks. */
    Instant serverPause(Instant now) {
        boolean said = text.text().equals("work.again.login_delay");
        return later(
                pause.map(now::plus).orElse(Instant.EPOCH),
                said ? notBefore.orElse(Instant.EPOCH) : Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
