package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.sync.Step.Act;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is decided in which situation. */
class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Policy LEAVE = Policy.USUAL;
    private static final Policy DELETE = LEAVE.retention(new Policy.Retention.None());
    private static final Policy TWO_WEEKS =
            LEAVE.retention(new Policy.Retention.For(Duration.ofDays(14)));

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Listed listed(int number, String uid, long octets) {
        return new Listed(number, octets, Optional.of(uid));
    }

    /** An entry of a collected message: its size is 100, its header that of its uid. */
    private static Entry stored(long id, String uid) {
        return entry(id, Stage.STORED, uid, true, NOW.minus(Duration.ofDays(1)), 0);
    }

    private static Entry entry(
            long id, Stage stage, String uid, boolean proven, Instant since, long gone) {
        return new Entry(
                id,
                stage,
                uid,
                100,
                100,
                digest("content " + uid),
                digest("header " + uid),
                proven,
                "receipt " + uid,
                since.getEpochSecond(),
                gone,
                0,
                0,
                "");
    }

    private static SyncPlan plan(Policy policy, List<Entry> known, Listed... listing) {
        return Planner.plan(Situation.first(known, List.of(listing), policy, NOW));
    }

    private static void assertStep(SyncPlan plan, int number, Act act, Why why) {
        Step step =
                plan.steps().stream()
                        .filter(s -> s.message().number() == number)
                        .findFirst()
                        .orElseThrow();
        assertThat(step.act()).isEqualTo(act);
        assertThat(step.why()).isEqualTo(why);
    }

    private record Row(Entry entry, Policy policy, Act act, Why why) {}

    @Test
    void theTableOfWhatIsCollectedAndWanted() {
        Instant old = NOW.minus(Duration.ofDays(20));
        Entry oldOne = entry(1, Stage.STORED, "a", true, old, 0);
        assertEach(
                List.of(
                        new Row(stored(1, "a"), LEAVE, Act.KEEP, Why.LEFT),
                        new Row(stored(1, "a"), DELETE, Act.DELETE, Why.COLLECTED),
                        new Row(stored(1, "a"), TWO_WEEKS, Act.KEEP, Why.LEFT_UNTIL),
                        new Row(oldOne, TWO_WEEKS, Act.DELETE, Why.TIME_IS_UP),
                        new Row(
                                oldOne,
                                LEAVE.deleteNow(Set.of("a")),
                                Act.DELETE,
                                Why.ASKED_TO_DELETE),
                        new Row(oldOne, DELETE.keep(Set.of("a")), Act.KEEP, Why.ASKED_TO_KEEP),
                        new Row(
                                entry(1, Stage.STORED, "a", false, old, 0),
                                DELETE,
                                Act.FETCH_AND_COMPARE,
                                Why.SIZE_NOT_UNDERSTOOD),
                        new Row(
                                entry(1, Stage.DELETE_SENT, "a", true, old, 0),
                                DELETE,
                                Act.DELETE,
                                Why.COLLECTED),
                        new Row(
                                entry(1, Stage.DELETED, "a", true, old, 0),
                                DELETE,
                                Act.FETCH_AND_COMPARE,
                                Why.RETURNED),
                        new Row(
                                entry(1, Stage.STORED, "a", true, old, 5),
                                DELETE,
                                Act.FETCH_AND_COMPARE,
                                Why.RETURNED),
                        new Row(
                                entry(1, Stage.STORED, "a", true, old, 5),
                                LEAVE,
                                Act.KEEP,
                                Why.LEFT)));
    }

    @Test
    void theTableOfHeadersFailuresAndWhatIsUnderWay() {
        Entry header = entry(1, Stage.HEADER, "a", false, NOW.minus(Duration.ofDays(20)), 0);
        assertEach(
                List.of(
                        new Row(header, LEAVE.headersOnly(true), Act.KEEP, Why.HEADER_ONLY),
                        new Row(header, LEAVE, Act.FETCH, Why.BODY_WANTED),
                        new Row(
                                header,
                                LEAVE.headersOnly(true).bodies(Set.of("a")),
                                Act.FETCH,
                                Why.BODY_WANTED),
                        new Row(header, DELETE.headersOnly(true), Act.KEEP, Why.HEADER_ONLY),
                        new Row(
                                Entry.tooBig(1, "a", 100, NOW),
                                LEAVE.maxOctets(99),
                                Act.SKIP,
                                Why.TOO_BIG),
                        new Row(
                                Entry.tooBig(1, "a", 100, NOW),
                                LEAVE.maxOctets(100),
                                Act.FETCH,
                                Why.NEW),
                        new Row(
                                Entry.failed(1, "a", 100, 2, NOW, "no"),
                                LEAVE,
                                Act.FETCH,
                                Why.TRIED_BEFORE),
                        new Row(
                                Entry.failed(1, "a", 100, 6, NOW, "no"),
                                LEAVE,
                                Act.SKIP,
                                Why.QUARANTINED),
                        new Row(
                                entry(1, Stage.PLACING, "a", true, NOW, 0),
                                DELETE,
                                Act.SKIP,
                                Why.LATER)));
    }

    private static void assertEach(List<Row> rows) {
        for (Row row : rows) {
            Listed one = listed(1, "a", 100);
            Step step = plan(row.policy(), List.of(row.entry()), one).steps().getFirst();
            assertThat(step.act() + " " + step.why())
                    .as(row.toString())
                    .isEqualTo(row.act() + " " + row.why());
        }
    }

    @Test
    void whatIsNewIsCollectedUnlessItIsTooBig() {
        SyncPlan plan =
                plan(LEAVE.maxOctets(500), List.of(), listed(1, "a", 500), listed(2, "b", 501));
        assertStep(plan, 1, Act.FETCH, Why.NEW);
        assertStep(plan, 2, Act.SKIP, Why.TOO_BIG);
        assertThat(plan.octetsToFetch()).isEqualTo(500);
        SyncPlan whole =
                plan(LEAVE.maxOctets(500).bodies(Set.of("b")), List.of(), listed(2, "b", 501));
        assertStep(whole, 2, Act.FETCH, Why.NEW);
    }

    @Test
    void aMessageOfAnotherSizeIsNeverDeletedUnseen() {
        SyncPlan plan = plan(DELETE, List.of(stored(1, "a")), listed(1, "a", 101));
        assertStep(plan, 1, Act.FETCH_AND_COMPARE, Why.SIZE_CHANGED);
        assertThat(plan.deletes()).isEmpty();
    }

    @Test
    void aMessageWithAnotherHeaderIsAnother() {
        Situation situation =
                Situation.first(List.of(stored(1, "a")), List.of(listed(1, "a", 100)), DELETE, NOW)
                        .session(
                                new Situation.Session(
                                        Map.of(1, digest("header b")), Set.of(), Map.of()));
        assertStep(Planner.plan(situation), 1, Act.FETCH_AND_COMPARE, Why.IDENTIFIER_REUSED);
    }

    @Test
    void whatTheSinkHasLostIsDeletedIfThatIsWanted() {
        Situation situation =
                Situation.first(
                                List.of(stored(1, "a"), stored(2, "b")),
                                List.of(listed(1, "a", 100), listed(2, "b", 100)),
                                LEAVE.untilDeletedLocally(true),
                                NOW)
                        .thrownAway(Set.of("receipt a"));
        assertStep(Planner.plan(situation), 1, Act.DELETE, Why.THROWN_AWAY);
        assertStep(Planner.plan(situation), 2, Act.KEEP, Why.LEFT);
    }

    @Test
    void keepingForATimeSaysUntilWhen() {
        Step step =
                plan(TWO_WEEKS, List.of(stored(1, "a")), listed(1, "a", 100)).steps().getFirst();
        assertThat(step.until()).contains(NOW.plus(Duration.ofDays(13)));
    }

    @Test
    void restsGrowFromADayToAWeek() {
        Entry failing = Entry.failed(1, "a", 1, Planner.POINTS_BEFORE_REST, NOW, "no");
        assertThat(Planner.restsUntil(failing)).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(Planner.restsUntil(failing.triedAgain(1, 7, NOW, "no")))
                .isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(Planner.restsUntil(failing.triedAgain(1, 99, NOW, "no")))
                .isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(Planner.restsUntil(failing.triedAgain(1, 5, NOW, "no"))).isEqualTo(NOW);
    }

    @Test
    void theOrderIsAsWanted() {
        Listed[] listing = {listed(1, "a", 30), listed(2, "b", 10), listed(3, "c", 20)};
        Entry failed = Entry.failed(9, "b", 10, 2, NOW, "no");
        assertThat(numbers(plan(LEAVE, List.of(), listing))).containsExactly(1, 2, 3);
        assertThat(numbers(plan(LEAVE.order(Policy.Order.NEWEST_FIRST), List.of(), listing)))
                .containsExactly(3, 2, 1);
        assertThat(numbers(plan(LEAVE.order(Policy.Order.SMALLEST_FIRST), List.of(), listing)))
                .containsExactly(2, 3, 1);
        assertThat(
                        numbers(
                                plan(
                                        LEAVE.order(Policy.Order.SMALLEST_FIRST),
                                        List.of(failed),
                                        listing)))
                .containsExactly(3, 1, 2);
    }

    private static List<Integer> numbers(SyncPlan plan) {
        return plan.fetches().stream().map(step -> step.message().number()).toList();
    }

    @Test
    void twoWithOneIdentifierAreTwo() {
        List<Entry> one = List.of(stored(1, "x"));
        Listed[] twice = {listed(1, "x", 100), listed(2, "x", 200)};
        SyncPlan first = plan(LEAVE, List.of(), twice);
        assertStep(first, 1, Act.FETCH_AND_COMPARE, Why.SAME_IDENTIFIER);
        assertStep(first, 2, Act.FETCH_AND_COMPARE, Why.SAME_IDENTIFIER);
        SyncPlan second = plan(LEAVE, one, twice);
        assertStep(second, 1, Act.KEEP, Why.LEFT);
        assertStep(second, 2, Act.FETCH_AND_COMPARE, Why.SAME_IDENTIFIER);
        assertThat(plan(DELETE, one, twice).deletes()).as("only the content is sure").isEmpty();
    }

    @Test
    void whatIsMissingIsGoneAndWhatIsBackIsNot() {
        SyncPlan gone = plan(LEAVE, List.of(stored(1, "a"), stored(2, "b")), listed(1, "b", 100));
        assertThat(gone.changes()).containsExactly(new Change.Gone(1, NOW.getEpochSecond()));
        Entry away = entry(1, Stage.STORED, "a", true, NOW, NOW.getEpochSecond() - 9);
        Situation back =
                Situation.first(List.of(away), List.of(listed(1, "a", 100)), LEAVE, NOW)
                        .session(
                                new Situation.Session(
                                        Map.of(1, digest("header a")), Set.of(), Map.of()));
        assertThat(Planner.plan(back).changes())
                .containsExactly(new Change.Listed(1, "a", 100, true));
    }

    @Test
    void aListWithoutAnyKeyMakesNobodyGone() {
        SyncPlan plan = plan(LEAVE, List.of(stored(1, "a")), new Listed(1, 100, Optional.empty()));
        assertThat(plan.changes()).isEmpty();
        assertStep(plan, 1, Act.FETCH_AND_COMPARE, Why.NO_IDENTIFIER);
    }

    @Test
    void whenTenAreGoneAndOnlyStrangersAreListedHeadersAreAskedFor() {
        List<Entry> known = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            known.add(stored(i, "old" + i));
        }
        Listed stranger = listed(1, "new1", 100);
        Situation ten = Situation.first(known, List.of(stranger), DELETE, NOW);
        assertThat(Planner.plan(ten).headersWanted()).containsExactly(stranger);
        Situation nine = Situation.first(known.subList(0, 9), List.of(stranger), DELETE, NOW);
        assertThat(Planner.plan(nine).headersWanted()).isEmpty();
        Situation seen =
                ten.session(
                        new Situation.Session(
                                Map.of(1, digest("header old3")), Set.of(), Map.of()));
        assertStep(Planner.plan(seen), 1, Act.DELETE, Why.COLLECTED);
        assertThat(Planner.plan(seen).changes()).contains(new Change.Listed(3, "new1", 100, true));
        Situation blind = ten.server(new Situation.Server(false, false));
        assertThat(Planner.plan(blind).headersWanted()).isEmpty();
        assertStep(Planner.plan(blind), 1, Act.FETCH_AND_COMPARE, Why.NO_IDENTIFIER);
    }

    @Test
    void whatCameInThisSessionIsCertain() {
        Situation situation =
                Situation.first(
                                List.of(stored(7, "x"), stored(8, "x")),
                                List.of(listed(1, "x", 100), listed(2, "x", 100)),
                                DELETE,
                                NOW)
                        .session(
                                new Situation.Session(
                                        Map.of(), Set.of(1, 2), Map.of(1, 7L, 2, 8L)));
        assertThat(Planner.plan(situation).deletes()).hasSize(2);
    }

    @Test
    void whatWasComparedInVainIsKept() {
        Situation situation =
                Situation.first(
                                List.of(entry(1, Stage.STORED, "a", false, NOW, 0)),
                                List.of(listed(1, "a", 100)),
                                DELETE,
                                NOW)
                        .session(new Situation.Session(Map.of(), Set.of(1), Map.of()));
        assertStep(Planner.plan(situation), 1, Act.KEEP, Why.NOT_PROVED);
        Situation wrong = situation.server(new Situation.Server(true, true));
        assertStep(Planner.plan(wrong), 1, Act.DELETE, Why.COLLECTED);
    }

    @Test
    void planningIsLinear() {
        List<Entry> known = new ArrayList<>();
        List<Listed> listing = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            known.add(stored(i, "uid" + i));
            listing.add(listed(i, "uid" + i, 100));
        }
        long begin = System.nanoTime();
        SyncPlan plan = Planner.plan(Situation.first(known, listing, DELETE, NOW));
        assertThat(plan.deletes()).hasSize(100_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
}
