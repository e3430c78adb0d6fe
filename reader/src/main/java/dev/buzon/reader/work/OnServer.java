package dev.buzon.reader.work;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.ledger.LedgerInUseException;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.Overrides;
import dev.buzon.client.own.Overrides.Wish;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.sync.DryRun;
import dev.buzon.client.sync.Policy;
import dev.buzon.client.sync.Policy.Retention;
import dev.buzon.client.sync.Step;
import dev.buzon.client.sync.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is on the server of an account, why, and until when; and what the person wants of single
 * messages there. What the ledger remembers needs no line; what is not here yet, only the server
 * can say.
 */
public final class OnServer {
    private final Home home;
    private final Collecting.Opening opening;
    private final InstantSource clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<String, Read> ledgers = new ConcurrentHashMap<>();

    /** What a ledger said when its file was like that. */
    private record Read(Instant modified, long octets, Look look) {}

    /**
     * A message on the server.
     *
     * @param uid what the ledger knows it by; empty for one that only its content tells from others
     * @param octets its size, as the server says
     * @param here whether it is here, whole
     * @param why why it is there, and what is going to be done with it
     * @param until when that changes, if time alone changes it
     * @param wishes what the person wants of it
     * @param unique the part of its file's name that stays; empty when it is not here
     */
    public record Item(
            String uid,
            long octets,
            boolean here,
            Why why,
            Optional<Instant> until,
            Set<Wish> wishes,
            String unique) {
        /** Keeps a copy. */
        public Item {
            wishes = Set.copyOf(wishes);
        }

        /** Why it is there. */
        public Sentence reason() {
            return Sentence.of("work.why." + why.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /**
     * What is on a server.
     *
     * @param time when that was so
     * @param asked whether the server said so; else it is what is remembered
     * @param items the messages
     * @param trouble why the server could not be asked; may be {@link Sentence#NONE}
     */
    public record Look(Instant time, boolean asked, List<Item> items, Sentence trouble) {
        /** Keeps a copy. */
        public Look {
            items = List.copyOf(items);
        }
    }

    /** For the accounts of this home. */
    public OnServer(Home home, Collecting.Opening opening, InstantSource clock) {
        this.home = home;
        this.opening = opening;
        this.clock = clock;
    }

    /** What the server said last since the account was collected, if anybody asked. */
    public Optional<Look> asked(String account) {
        return Optional.ofNullable(looks.get(account));
    }

    /**
     * Asks the server; when it cannot be asked, what is remembered and why.
     *
     * @throws OwnFailureException when the account cannot be used
     */
    public Look ask(MailAccount account)
            throws OwnFailureException, IOException, InterruptedException {
        DryRun run = opening.open(account).dryRun();
        CollectorEnd end = CollectorEnd.of(run.report(), false);
        boolean answered =
                end.result() == AccountState.Result.DONE
                        || end.result() == AccountState.Result.PARTLY;
        if (!answered) {
            Look before = remembered(account);
            return new Look(before.time(), before.asked(), before.items(), end.text());
        }
        Map<String, Set<Wish>> wishes = overrides(account.address()).all();
        List<Item> items = new ArrayList<>();
        for (Step step : run.plan().steps()) {
            items.add(item(step, wishes.getOrDefault(step.key(), Set.of())));
        }
        Look look = new Look(clock.instant(), true, items, Sentence.NONE);
        looks.put(account.address(), look);
        return look;
    }

    private static Item item(Step step, Set<Wish> wishes) {
        boolean here = step.known().map(entry -> entry.stage().collected()).orElse(false);
        String unique = here ? step.known().map(OnServer::unique).orElse("") : "";
        return new Item(
                step.key(),
                step.message().octets(),
                here,
                step.why(),
                step.until(),
                wishes,
                unique);
    }

    /**
     * What is remembered to be on the server: what is here and was not deleted there. Needs no
     * line.
     *
     * @throws IOException when the ledger cannot be read
     */
    public Look remembered(MailAccount account) throws IOException {
        Path file = Ledger.in(home.stateOf(account.address())).file(account.address());
        boolean there = Files.exists(file);
        Instant modified = there ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
        long octets = there ? Files.size(file) : 0;
        Read before = ledgers.get(account.address());
        if (before != null && before.modified().equals(modified) && before.octets() == octets) {
            return before.look();
        }
        Optional<Look> look = there ? read(account) : Optional.of(nothing());
        if (look.isEmpty()) { // it is being collected: what was seen last
            return before == null ? nothing() : before.look();
        }
        ledgers.put(account.address(), new Read(modified, octets, look.get()));
        return look.get();
    }

    private Look nothing() {
        return new Look(clock.instant(), false, List.of(), Sentence.NONE);
    }

    private Optional<Look> read(MailAccount account) throws IOException {
        Map<String, Set<Wish>> wishes = overrides(account.address()).all();
        Policy policy = Maildrops.policy(account.wishes());
        List<Item> items = new ArrayList<>();
        Ledger ledger = Ledger.in(home.stateOf(account.address()));
        try (Book book = ledger.open(account.address())) {
            for (Entry entry : book.entries()) {
                boolean there = entry.stage() == Stage.STORED || entry.stage() == Stage.DELETE_SENT;
                if (there && !entry.gone()) {
                    Set<Wish> wanted = wishes.getOrDefault(entry.uid(), Set.of());
                    items.add(item(entry, wanted, policy.retention()));
                }
            }
        } catch (LedgerInUseException _) {
            return Optional.empty();
        }
        return Optional.of(new Look(clock.instant(), false, items, Sentence.NONE));
    }

    private static Item item(Entry entry, Set<Wish> wishes, Retention retention) {
        Why why;
        Optional<Instant> until = Optional.empty();
        if (wishes.contains(Wish.KEEP)) {
            why = Why.ASKED_TO_KEEP;
        } else if (wishes.contains(Wish.DELETE) || entry.stage() == Stage.DELETE_SENT) {
            why = Why.ASKED_TO_DELETE;
        } else {
            why =
                    switch (retention) {
                        case Retention.None() -> Why.COLLECTED;
                        case Retention.ForEver() -> Why.LEFT;
                        case Retention.For _ -> Why.LEFT_UNTIL;
                    };
            until =
                    retention instanceof Retention.For(var time)
                            ? Optional.of(entry.since().plus(time))
                            : Optional.empty();
        }
        return new Item(entry.uid(), entry.announced(), true, why, until, wishes, unique(entry));
    }

    /** The part of the file's name that stays, from a receipt of the Maildir. */
    private static String unique(Entry entry) {
        String receipt = entry.receipt();
        String name = receipt.substring(receipt.lastIndexOf(' ') + 1);
        int comma = name.indexOf(',');
        return comma < 0 ? name : name.substring(0, comma);
    }

    /**
     * The message with this file on the server, as far as is remembered; empty when it is not
     * there.
     */
    public Optional<Item> of(MailAccount account, String unique) throws IOException {
        return remembered(account).items().stream()
                .filter(item -> !unique.isEmpty() && item.unique().equals(unique))
                .findFirst();
    }

    /** What was seen is not so any more: the account was collected, or its rules changed. */
    public void forget(String account) {
        looks.remove(account);
        ledgers.remove(account);
    }

    /**
     * Has exactly this done with a message, at the next collection; nothing to leave it to the
     * account's rules.
     */
    public void wish(String account, String uid, Set<Wish> wishes) throws IOException {
        overrides(account).set(uid, wishes);
        forget(account);
    }

    private Overrides overrides(String account) {
        return Overrides.of(home, account);
    }
}
