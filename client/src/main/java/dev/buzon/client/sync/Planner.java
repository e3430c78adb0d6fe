package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Decides, from what is known and what is listed, what is collected, in which order, and what is
 * deleted. Pure: the same situation has the same plan.
 *
 * <p>Two rules stand above all others. A message is deleted only when it is certain that the one
 * that is listed is the one that is here, whole. And when it is not certain whether a message is
 * here, it is collected and compared, never skipped for ever.
 */
public final class Planner {
    /**
     * At so many points a message rests: a line that broke inside it is one, everything else that
     * is its own fault is {@link #OWN_FAULT}.
     */
    public static final int POINTS_BEFORE_REST = 6;

    /** The points of a failure that is not the line's: three of them, and the message rests. */
    public static final int OWN_FAULT = 2;

    /** How long it rests first; twice as long each time after. */
    static final Duration FIRST_REST = Duration.ofDays(1);

    /** How long it rests at most. */
    static final Duration LONGEST_REST = Duration.ofDays(7);

    private final Situation situation;
    private final Matching matching;
    private final List<Match> matches;

    private Planner(Situation situation) {
        this.situation = situation;
        this.matching = new Matching(situation);
        this.matches = matching.matches();
    }

    /** What is to be done. */
    public static SyncPlan plan(Situation situation) {
        return new Planner(situation).plan();
    }

    private void eachMatch(BiConsumer<Listed, Match> action) {
        for (int i = 0; i < matches.size(); i++) {
            action.accept(situation.listing().get(i), matches.get(i));
        }
    }

    /** The messages whose headers have to be looked at before a good plan can be made. */
    private List<Listed> headersWanted() {
        if (!situation.server().topWorks() || situation.known().isEmpty()) {
            return List.of();
        }
        if (matching.allIdentifiersChanged()) {
            return situation.listing();
        }
        List<Listed> wanted = new ArrayList<>();
        eachMatch((listed, match) -> {
            if (!situation.session().headers().containsKey(listed.number())
                    && headerTells(listed, match)) {
                wanted.add(listed);
            }
        });
        return wanted;
    }

    private boolean headerTells(Listed listed, Match match) {
        return switch (match) {
            case Match.Unknown _, Match.NotCollected _, Match.Collected _ -> false;
            case Match.Ambiguous _ -> true;
            case Match.Doubtful(var entry, var why, var compareNow) ->
                    compareNow || due(listed, entry).isPresent();
        };
    }

    private SyncPlan plan() {
        List<Step> steps = new ArrayList<>(matches.size());
        eachMatch((listed, match) -> steps.add(step(listed, match)));
        steps.sort(inOrder());
        return new SyncPlan(steps, changes(steps), headersWanted());
    }

    private Step step(Listed listed, Match match) {
        return switch (match) {
            case Match.Unknown() -> fresh(listed, Optional.empty(), Why.NEW);
            case Match.NotCollected(var entry) -> notCollected(listed, entry);
            case Match.Ambiguous(var why) -> compare(listed, Optional.empty(), why);
            case Match.Collected(var entry, var renamed) ->
                    collected(listed, entry, Optional.empty());
            case Match.Doubtful(var entry, var why, var compareNow) ->
                    compareNow
                            ? compare(listed, Optional.of(entry), why)
                            : collected(listed, entry, Optional.of(why));
        };
    }

    private Step notCollected(Listed listed, Entry entry) {
        return switch (entry.stage()) {
            case FAILED -> triedBefore(listed, entry);
            case HEADER -> {
                boolean wanted = !situation.policy().headersOnly() || wantedWhole(listed);
                yield wanted
                        ? fresh(listed, Optional.of(entry), Why.BODY_WANTED)
                        : step(listed, Optional.of(entry), Step.Act.KEEP, Why.HEADER_ONLY);
            }
            case TOO_BIG -> fresh(listed, Optional.of(entry), Why.NEW);
            // Its placing failed in this run; the next run settles it.
            case PLACING, PLACING_HEADER, STORED, DELETE_SENT, DELETED ->
                    step(listed, Optional.of(entry), Step.Act.SKIP, Why.LATER);
        };
    }

    private Step triedBefore(Listed listed, Entry entry) {
        Instant restsUntil = restsUntil(entry);
        return restsUntil.isAfter(situation.now())
                ? new Step(
                        listed,
                        matching.key(listed),
                        Optional.of(entry),
                        Step.Act.SKIP,
                        Why.QUARANTINED,
                        Optional.of(restsUntil))
                : fresh(listed, Optional.of(entry), Why.TRIED_BEFORE);
    }

    /** When a message that failed may be tried again. */
    static Instant restsUntil(Entry entry) {
        Instant tried = Instant.ofEpochSecond(entry.triedSecond());
        int rests = entry.failures() - POINTS_BEFORE_REST;
        if (rests < 0) {
            return tried;
        }
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(rests, LONGEST_REST.toDays()));
        return tried.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }

    /** A message that is not here. */
    private Step fresh(Listed listed, Optional<Entry> entry, Why why) {
        if (situation.session().tried().contains(listed.number())) {
            return step(listed, entry, Step.Act.SKIP, Why.LATER);
        }
        if (tooBig(listed)) {
            return step(listed, entry, Step.Act.SKIP, Why.TOO_BIG);
        }
        boolean header =
                situation.policy().headersOnly()
                        && situation.server().topWorks()
                        && !wantedWhole(listed);
        return step(listed, entry, header ? Step.Act.FETCH_HEADER : Step.Act.FETCH, why);
    }

    private Step compare(Listed listed, Optional<Entry> entry, Why why) {
        if (situation.session().tried().contains(listed.number())) {
            return step(listed, entry, Step.Act.SKIP, Why.LATER);
        }
        return tooBig(listed)
                ? step(listed, entry, Step.Act.SKIP, Why.TOO_BIG)
                : step(listed, entry, Step.Act.FETCH_AND_COMPARE, why);
    }

    /** A message that is here: deleted, if it is due and nothing speaks against it. */
    private Step collected(Listed listed, Entry entry, Optional<Why> doubt) {
        Optional<Why> due = due(listed, entry);
        Optional<Entry> known = Optional.of(entry);
        if (due.isEmpty()) {
            return kept(listed, entry);
        }
        if (doubt.isEmpty() && (entry.proven() || situation.server().sizesWrong())) {
            return step(listed, known, Step.Act.DELETE, due.get());
        }
        boolean rests = restsUntil(entry).isAfter(situation.now());
        return rests || situation.session().tried().contains(listed.number())
                ? step(listed, known, Step.Act.KEEP, Why.NOT_PROVED)
                : compare(listed, known, doubt.orElse(Why.SIZE_NOT_UNDERSTOOD));
    }

    private Step kept(Listed listed, Entry entry) {
        if (situation.policy().keep().contains(matching.key(listed))) {
            return step(listed, Optional.of(entry), Step.Act.KEEP, Why.ASKED_TO_KEEP);
        }
        return switch (situation.policy().retention()) {
            case Policy.Retention.None(), Policy.Retention.ForEver() ->
                    step(listed, Optional.of(entry), Step.Act.KEEP, Why.LEFT);
            case Policy.Retention.For(var time) ->
                    new Step(
                            listed,
                            matching.key(listed),
                            Optional.of(entry),
                            Step.Act.KEEP,
                            Why.LEFT_UNTIL,
                            Optional.of(entry.since().plus(time)));
        };
    }

    /** Why a collected message is to leave the server now, if it is. */
    private Optional<Why> due(Listed listed, Entry entry) {
        Policy policy = situation.policy();
        String key = matching.key(listed);
        if (policy.keep().contains(key)) {
            return Optional.empty();
        }
        if (policy.deleteNow().contains(key)) {
            return Optional.of(Why.ASKED_TO_DELETE);
        }
        if (policy.untilDeletedLocally() && situation.thrownAway().contains(entry.receipt())) {
            return Optional.of(Why.THROWN_AWAY);
        }
        return switch (policy.retention()) {
            case Policy.Retention.None() -> Optional.of(Why.COLLECTED);
            case Policy.Retention.ForEver() -> Optional.empty();
            case Policy.Retention.For stays ->
                    stays.over(entry.since(), situation.now())
                            ? Optional.of(Why.TIME_IS_UP)
                            : Optional.empty();
        };
    }

    private boolean tooBig(Listed listed) {
        return situation.policy().maxOctets().isPresent()
                && listed.octets() > situation.policy().maxOctets().getAsLong()
                && !wantedWhole(listed);
    }

    private boolean wantedWhole(Listed listed) {
        return situation.policy().bodies().contains(matching.key(listed));
    }

    private Step step(Listed listed, Optional<Entry> known, Step.Act act, Why why) {
        return new Step(listed, matching.key(listed), known, act, why, Optional.empty());
    }

    /** New ones first, then what has to be compared, then what failed before. */
    private Comparator<Step> inOrder() {
        Comparator<Step> last = Comparator.comparingInt(Planner::rank);
        Comparator<Step> number = Comparator.comparingInt(step -> step.message().number());
        return last.thenComparing(
                switch (situation.policy().order()) {
                    case AS_LISTED -> number;
                    case NEWEST_FIRST -> number.reversed();
                    case SMALLEST_FIRST ->
                            Comparator.<Step>comparingLong(step -> step.message().octets())
                                    .thenComparing(number);
                });
    }

    private static int rank(Step step) {
        int failures = step.known().map(Entry::failures).orElse(0);
        return failures > 0 ? 2 + failures : step.act() == Step.Act.FETCH_AND_COMPARE ? 1 : 0;
    }

    /** What the list tells the ledger: who is missing, who is back, who has another name. */
    private List<Change> changes(List<Step> steps) {
        List<Change> changes = new ArrayList<>();
        boolean complete = steps.stream().noneMatch(step -> step.key().isEmpty());
        long second = situation.now().getEpochSecond();
        for (Entry entry : complete ? matching.notListed() : List.<Entry>of()) {
            if (!entry.gone() && settled(entry)) {
                changes.add(new Change.Gone(entry.id(), Math.max(1, second)));
            }
        }
        eachMatch((listed, match) -> addRenamed(listed, match, changes));
        return changes;
    }

    /** Whether it was marked as gone so long ago that it would be forgotten, though it is back. */
    private boolean staysKnown(Entry entry) {
        return entry.gone()
                && Instant.ofEpochSecond(entry.goneSecond())
                        .isBefore(situation.now().minus(Book.REMEMBERED.dividedBy(2)));
    }

    private static boolean settled(Entry entry) {
        return entry.stage() != Stage.PLACING && entry.stage() != Stage.PLACING_HEADER;
    }

    private void addRenamed(Listed listed, Match match, List<Change> changes) {
        if (match instanceof Match.Doubtful(var entry, var why, var compareNow)
                && staysKnown(entry)) {
            changes.add(new Change.Gone(entry.id(), situation.now().getEpochSecond()));
        }
        if (match instanceof Match.Collected(var entry, var renamed) && (renamed || entry.gone())) {
            changes.add(
                    new Change.Listed(
                            entry.id(), matching.key(listed), listed.octets(), entry.proven()));
        }
    }
}
