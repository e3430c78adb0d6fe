package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Answers;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.client.sink.MailSink;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One session from its list to its QUIT: looks, plans, collects, plans again, deletes. */
final class Visit {
    /** Collecting, comparing what was collected, and once more: no session plans for ever. */
    private static final int ROUNDS = 3;

    /** A list of exactly so many may be a window on more. */
    private static final Set<Integer> WINDOW_SIZES = Set.of(250, 500, 1000);

    /** If so many vanish that should have stayed, while others come, it is a window that moved. */
    private static final int WINDOW_MOVED = 10;

    /** What a session works with. */
    record Tools(
            String account,
            MailSink sink,
            Book book,
            Policy policy,
            InstantSource clock,
            Tally tally,
            Consumer<SyncEvent> events,
            Duration ownDelay) {}

    /**
     * How careful a session is, after others broke.
     *
     * @param afterBreak whether one broke in this run
     * @param most how many messages it may bring
     */
    record Care(boolean afterBreak, int most) {
        static final Care NONE = new Care(false, Integer.MAX_VALUE);
    }

    /** How a session ended that ended well. */
    enum End {
        /** There is nothing left to do. */
        NOTHING_LEFT,
        /** Another session has more to do. */
        MORE,
        /** There may be more behind what the server showed. */
        MAYBE_MORE,
        /** The server refuses what it should not. */
        REFUSALS
    }

    private final Tools tools;
    private final Pop3Session pop;
    private final Care care;
    private final Remembered remembered;
    private final Map<Integer, Long> certain = new ConcurrentHashMap<>();
    private final Map<Integer, Digest> headers = new HashMap<>();
    private Set<Integer> tried = Set.of();
    private SyncPlan latest = SyncPlan.NOTHING;
    private boolean gone;
    private Optional<Set<String>> thrownAway = Optional.empty();

    Visit(Tools tools, Pop3Session pop, Care care) {
        this.tools = tools;
        this.pop = pop;
        this.care = care;
        this.remembered = new Remembered(tools.book());
    }

    /** Only looks, for a dry run. */
    SyncPlan look() throws IOException {
        firstPlan(list());
        quit(List.of());
        return latest;
    }

    /** Does all of it. */
    End run() throws IOException {
        List<Listed> listing = list();
        firstPlan(listing);
        learn(latest);
        tools.events()
                .accept(
                        new SyncEvent.Planned(
                                latest.fetches().size(),
                                latest.octetsToFetch(),
                                latest.deletes().size(),
                                latest.with(Step.Act.SKIP).size()));
        boolean toCollect = !latest.fetches().isEmpty();
        boolean refusals = toCollect && collect(listing);
        tools.tally().planned(latest);
        if (!gone) {
            quit(latest.deletes());
        }
        if (refusals) {
            return End.REFUSALS;
        }
        if (gone && !latest.deletes().isEmpty()) {
            return End.MORE;
        }
        if (latest.fetches().stream().anyMatch(step -> !isTried(step))) {
            return End.MORE;
        }
        return toCollect && mayBeWindow(listing) ? End.MAYBE_MORE : End.NOTHING_LEFT;
    }

    /** Plans, asks for the headers that a better plan needs, and plans again. */
    private void firstPlan(List<Listed> listing) throws IOException {
        plan(listing);
        List<Listed> wanted = latest.headersWanted();
        if (!wanted.isEmpty()) {
            headers.putAll(HeaderDigests.of(pop, wanted));
            plan(listing);
        }
    }

    /** The old plan goes before the new one is made: a large maildrop has large plans. */
    private void plan(List<Listed> listing) throws IOException {
        latest = SyncPlan.NOTHING;
        latest = Planner.plan(situation(listing));
    }

    private boolean isTried(Step step) {
        return tried.contains(step.message().number());
    }

    private boolean mayBeWindow(List<Listed> listing) {
        OptionalInt expire = pop.capabilities().expireDays();
        return remembered.windows()
                || (expire.isPresent() && expire.getAsInt() == 0)
                || WINDOW_SIZES.contains(listing.size());
    }

    private List<Listed> list() throws IOException {
        List<Listed> listing = pop.list();
        long octets = listing.stream().mapToLong(Listed::octets).sum();
        tools.tally().listed(listing.size(), octets);
        tools.tally()
                .capabilities(pop.capabilities().loginDelay(), pop.capabilities().expireDays());
        tools.events().accept(new SyncEvent.Listed(listing.size(), octets));
        if (!listing.isEmpty() && listing.stream().allMatch(listed -> listed.uid().isEmpty())) {
            note("the server gives no identifiers: messages are told apart by their content");
        }
        OptionalInt expire = pop.capabilities().expireDays();
        if (expire.isPresent() && staysLonger(Duration.ofDays(expire.getAsInt()))) {
            note(
                    "the server deletes messages by itself after %d days (EXPIRE)"
                            .formatted(expire.getAsInt()));
        }
        return listing;
    }

    private boolean staysLonger(Duration expiry) {
        return switch (tools.policy().retention()) {
            case Policy.Retention.None() -> false;
            case Policy.Retention.ForEver() -> true;
            case Policy.Retention.For(var time) -> time.compareTo(expiry) > 0;
        };
    }

    private void note(String text) {
        tools.tally().note(text);
        tools.events().accept(new SyncEvent.Note(text));
    }

    private Situation situation(List<Listed> listing) throws IOException {
        Collection<Entry> known = tools.book().entries();
        return new Situation(
                known,
                listing,
                tools.policy(),
                tools.clock().instant(),
                thrownAway(known),
                new Situation.Server(!pop.quirks().topUnusable(), remembered.sizesWrong()),
                new Situation.Session(headers, tried, certain));
    }

    /** Asked once in a session: what is thrown away while it runs has time until the next. */
    private Set<String> thrownAway(Collection<Entry> known) throws IOException {
        if (tools.policy().untilDeletedLocally() && thrownAway.isEmpty()) {
            Set<String> receipts =
                    known.stream()
                            .filter(entry -> entry.stage().collected() && !entry.gone())
                            .map(Entry::receipt)
                            .collect(Collectors.toSet());
            thrownAway = Optional.of(tools.sink().thrownAway(receipts));
        }
        return thrownAway.orElse(Set.of());
    }

    /** Writes down what the list alone has told. */
    private void learn(SyncPlan plan) throws IOException {
        List<Change> changes = new ArrayList<>(plan.changes());
        for (Step step : plan.with(Step.Act.SKIP)) {
            if (step.why() == Why.TOO_BIG && step.known().isEmpty() && !step.key().isEmpty()) {
                changes.add(
                        new Change.Put(
                                Entry.tooBig(
                                        tools.book().nextId(),
                                        step.key(),
                                        step.message().octets(),
                                        tools.clock().instant())));
            }
        }
        long vanished = plan.changes().stream().filter(this::shouldHaveStayed).count();
        tools.book().write(changes);
        if (vanished >= WINDOW_MOVED && !plan.fetches().isEmpty()) {
            remembered.showsWindows();
        }
        if (vanished > 0 && tools.policy().retention() instanceof Policy.Retention.ForEver) {
            note(
                    "%d messages have left the server that were to stay there; if nobody else deletes them, try RSET before QUIT"
                            .formatted(vanished));
        }
    }

    private boolean shouldHaveStayed(Change change) {
        return change instanceof Change.Gone(var id, var second)
                && second != 0
                && tools.book()
                        .entry(id)
                        .map(Entry::stage)
                        .filter(Stage.STORED::equals)
                        .isPresent();
    }

    /** Collects in rounds; says whether the server refused too often. */
    private boolean collect(List<Listed> listing) throws IOException {
        int left = care.most();
        boolean refusals = false;
        try (Storing storing = storing()) {
            Comparison comparison = new Comparison(tools.book(), listing);
            for (int round = 0; round < ROUNDS && !refusals && !gone; round++) {
                List<Step> wanted = choose(latest, left);
                if (wanted.isEmpty()) {
                    break;
                }
                left -= wanted.size();
                refusals = fetch(wanted, storing, comparison);
                plan(listing);
            }
        }
        return refusals;
    }

    private boolean fetch(List<Step> wanted, Storing storing, Comparison comparison)
            throws IOException {
        Fetching.Keeping keeping =
                new Fetching.Keeping(
                        tools.account(),
                        tools.sink(),
                        tools.book(),
                        storing,
                        this::found,
                        tools.tally(),
                        tools.ownDelay());
        Fetching fetching = new Fetching(pop, keeping, comparison, new Meter(wanted, tools));
        try {
            fetching.run(wanted, nothingElse(wanted));
        } finally {
            Set<Integer> all = new HashSet<>(tried);
            all.addAll(fetching.tried());
            tried = all;
            comparison.arrived();
            gone = fetching.left();
        }
        return fetching.refusedInARow();
    }

    /** Whether nothing else is to be done in this session than to collect these. */
    private boolean nothingElse(List<Step> wanted) {
        boolean kept =
                switch (tools.policy().retention()) {
                    case Policy.Retention.None() -> false;
                    case Policy.Retention.ForEver(), Policy.Retention.For _ -> true;
                };
        return kept
                && !care.afterBreak()
                && latest.deletes().isEmpty()
                && tools.policy().deleteNow().isEmpty()
                && wanted.stream().allMatch(step -> step.act() == Step.Act.FETCH);
    }

    private void found(int number, long id) {
        certain.put(number, id);
    }

    private Storing storing() {
        return new Storing(
                tools.sink(),
                tools.book(),
                tools.clock(),
                remembered.sizesWrong(),
                new Storing.Result() {
                    @Override
                    public void stored(Arrival arrival, long id) {
                        if (!arrival.headerOnly()) {
                            found(arrival.step().message().number(), id);
                        }
                        tools.tally().collected(arrival);
                        tools.events().accept(new SyncEvent.Stored(1));
                    }

                    @Override
                    public void notStored(Arrival arrival, IOException why) {
                        tools.tally().failed(arrival.step(), String.valueOf(why.getMessage()));
                    }
                });
    }

    /**
     * After a session broke, those that never failed come first and in small numbers; what is to be
     * deleted is deleted before one is tried that failed.
     */
    private List<Step> choose(SyncPlan plan, int left) {
        List<Step> fetches = plan.fetches();
        if (!care.afterBreak() || fetches.isEmpty()) {
            return fetches.subList(0, Math.min(left, fetches.size()));
        }
        int level = fetches.stream().mapToInt(Visit::failures).min().orElse(0);
        if (level > 0 && !plan.deletes().isEmpty()) {
            return List.of();
        }
        int most = level < Planner.OWN_FAULT ? left : Math.min(left, 1);
        return fetches.stream().filter(step -> failures(step) == level).limit(most).toList();
    }

    private static int failures(Step step) {
        return step.known().map(Entry::failures).orElse(0);
    }

    /** Deletes these and ends the session. */
    private void quit(List<Step> deletes) throws IOException {
        Map<Listed, Entry> entries = new LinkedHashMap<>();
        deletes.forEach(step -> step.known().ifPresent(e -> entries.put(step.message(), e)));
        if (!entries.isEmpty()) {
            tools.book().write(moved(entries.values(), Stage.DELETE_SENT));
            tools.book().sync(); // what is deleted there is durable here
        }
        tools.tally().deletesOwed(entries.size());
        Answers answers;
        try {
            answers = pop.commit(entries.keySet());
        } catch (Pop3Exception.CommitUnknown e) {
            if (entries.isEmpty()) {
                return; // nothing was asked for
            }
            throw e;
        }
        List<Entry> done = answers.done().stream().flatMap(m -> entry(entries, m)).toList();
        List<Change> changes = new ArrayList<>(moved(done, Stage.DELETED));
        for (Answers.Refusal refusal : answers.refused()) {
            changes.addAll(moved(entry(entries, refusal.message()).toList(), Stage.STORED));
            note("the server refuses to delete a message: " + refusal.text());
        }
        tools.book().write(changes);
        tools.tally().deleted(done.size());
        tools.tally().deletesOwed(entries.size() - done.size());
        if (!done.isEmpty()) {
            tools.events().accept(new SyncEvent.Deleted(done.size()));
        }
    }

    private static Stream<Entry> entry(Map<Listed, Entry> entries, Listed message) {
        return Optional.ofNullable(entries.get(message)).stream();
    }

    private List<Change> moved(Collection<Entry> entries, Stage stage) {
        long second = tools.clock().instant().getEpochSecond();
        List<Change> changes = new ArrayList<>();
        entries.forEach(entry -> changes.add(new Change.Moved(entry.id(), stage, second)));
        return changes;
    }
}
