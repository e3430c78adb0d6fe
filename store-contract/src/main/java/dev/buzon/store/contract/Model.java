package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.stored;
import static dev.buzon.store.contract.Bench.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * A store as plain lists, against which a real one is compared: three people with two devices each,
 * sessions that overlap, rules, a bin, a clock that jumps. Written without a look at any engine.
 */
final class Model {
    private static final List<Address> PEOPLE =
            List.of(Bench.ANA, Bench.LUIS, Address.of("eva@example.test"));
    private static final List<String> DEVICES = List.of(Device.FIRST, "phone");
    private static final int DAYS = 3;

    /** A message as the model sees it. */
    private static final class Mail {
        final long uid;
        final String uidl;
        final byte[] octets;
        final Set<String> deletedBy = new HashSet<>();
        Instant kept;
        Instant binned = Instant.MAX;

        Mail(long uid, String uidl, byte[] octets, Instant arrived) {
            this.uid = uid;
            this.uidl = uidl;
            this.octets = octets;
            this.kept = arrived;
        }
    }

    /** An open maildrop and what the model saw when it was opened. */
    private record Session(Address account, String device, Maildrop drop, List<Mail> list) {}

    private final Bench bench;
    private final Random random;
    private final long seed;
    private final Map<Address, List<Mail>> boxes = new HashMap<>();
    private final Map<Address, List<Mail>> bins = new HashMap<>();
    private final List<Session> open = new ArrayList<>();
    private int step;

    Model(Bench bench, long seed) {
        this.bench = bench;
        this.seed = seed;
        this.random = new Random(seed);
    }

    void run(int actions) throws StoreException {
        bench.add(Bench.account(PEOPLE.getLast()));
        for (Address person : PEOPLE) {
            bench.update(person, Model::withPhone);
        }
        bench.update(
                Bench.LUIS,
                a -> a.withRules(new Account.Rules(OptionalInt.of(DAYS), OptionalInt.empty())));
        try {
            for (step = 0; step < actions; step++) {
                act();
            }
            while (!open.isEmpty()) {
                end(open.removeLast());
            }
            PEOPLE.forEach(person -> DEVICES.forEach(device -> compare(person, device)));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("at step " + step + ", -Dseed=" + seed, e);
        }
    }

    private static Account withPhone(Account account) {
        return account.withDevices(
                List.of(
                        account.devices().getFirst(),
                        Bench.device("phone", Device.Sees.ALL, false, Bench.START)));
    }

    private void act() throws StoreException {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> deliver();
            case 4, 5 -> begin();
            case 6, 7 -> endOne();
            case 8 -> bench.clock.move(Duration.ofHours(random.nextInt(48) - 16));
            case 9 -> expire();
            case 10 -> restore();
            default -> look();
        }
    }

    private List<Mail> box(Address person) {
        return boxes.computeIfAbsent(person, _ -> new ArrayList<>());
    }

    private List<Mail> binOf(Address person) {
        return bins.computeIfAbsent(person, _ -> new ArrayList<>());
    }

    private Address person() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private void deliver() throws StoreException {
        byte[] octets = new byte[random.nextInt(random.nextInt(50) == 0 ? 600_000 : 3_000)];
        random.nextBytes(octets);
        List<Address> to = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            to.add(person());
        }
        List<Arrival.Outcome> outcomes =
                bench.deliver(octets, to.stream().map(a -> to(a)).toArray(Arrival.Delivery[]::new));
        for (int i = 0; i < to.size(); i++) {
            Arrival.Outcome.Stored s = stored(outcomes.get(i));
            box(to.get(i)).add(new Mail(s.uid(), s.uidl(), octets, bench.clock.instant()));
        }
    }

    private List<Mail> seen(Address person, String device) {
        return box(person).stream().filter(m -> !m.deletedBy.contains(device)).toList();
    }

    private void begin() throws StoreException {
        Address person = person();
        String device = DEVICES.get(random.nextInt(2));
        boolean busy =
                open.stream()
                        .anyMatch(s -> s.account().equals(person) && s.device().equals(device));
        MailStore.Opening opening = bench.store().open(person, device, "step " + step);
        if (busy) {
            assertThat(opening).isInstanceOf(MailStore.Opening.InUse.class);
        } else if (opening instanceof MailStore.Opening.Opened(var drop)) {
            open.add(new Session(person, device, drop, seen(person, device)));
        } else {
            throw new AssertionError(opening);
        }
    }

    private void endOne() throws StoreException {
        if (!open.isEmpty()) {
            end(open.remove(random.nextInt(open.size())));
        }
    }

    private void end(Session session) throws StoreException {
        check(session);
        if (random.nextInt(4) > 0) {
            BitSet deleted = new BitSet();
            for (int n = 1; n <= session.list().size(); n++) {
                deleted.set(n, random.nextBoolean());
            }
            session.drop().commit(deleted, new BitSet());
            deleted.stream().forEach(n -> delete(session, session.list().get(n - 1)));
        }
        session.drop().close();
    }

    private void delete(Session session, Mail mail) {
        if (!box(session.account()).contains(mail)) {
            return;
        }
        mail.deletedBy.add(session.device());
        if (mail.deletedBy.containsAll(DEVICES)) {
            bin(session.account(), mail);
        }
    }

    private void bin(Address person, Mail mail) {
        box(person).remove(mail);
        binOf(person).add(mail);
        mail.binned = bench.clock.instant();
    }

    private void expire() throws StoreException {
        Instant now = bench.clock.instant();
        long messages = 0;
        long binned = 0;
        for (Address person : PEOPLE) {
            boolean busy = open.stream().anyMatch(s -> s.account().equals(person));
            if (person.equals(Bench.LUIS) && !busy) {
                for (Mail mail : List.copyOf(box(person))) {
                    if (!now.isBefore(mail.kept.plus(Duration.ofDays(DAYS)))) {
                        bin(person, mail);
                        messages++;
                    }
                }
            }
            List<Mail> bin = binOf(person);
            int before = bin.size();
            bin.removeIf(m -> !now.isBefore(m.binned.plus(Bench.BIN_TIME)));
            binned += before - bin.size();
        }
        MailStore.Expired expired = bench.store().expire();
        assertThat(expired.messages()).isEqualTo(messages);
        assertThat(expired.binned()).isEqualTo(binned);
    }

    private void restore() throws StoreException {
        Address person = person();
        List<Mail> bin = binOf(person);
        if (bin.isEmpty()) {
            return;
        }
        Mail mail = bin.remove(random.nextInt(bin.size()));
        assertThat(bench.store().restore(person, mail.uid)).isTrue();
        mail.deletedBy.clear();
        mail.kept = bench.clock.instant();
        List<Mail> box = box(person);
        box.add(mail);
        box.sort((a, b) -> Long.compare(a.uid, b.uid));
    }

    private void look() throws StoreException {
        Address person = person();
        List<Mail> box = box(person);
        long octets = box.stream().mapToLong(m -> m.octets.length).sum();
        assertThat(bench.store().usage(person)).isEqualTo(new MailStore.Usage(box.size(), octets));
        assertThat(bench.store().bin(person).stream().map(b -> b.uidl()))
                .containsExactlyInAnyOrderElementsOf(
                        binOf(person).stream().map(m -> m.uidl).toList());
        if (!open.isEmpty()) {
            check(open.get(random.nextInt(open.size())));
        } else if (random.nextInt(10) == 0) {
            bench.reopen();
        }
    }

    private void check(Session session) throws StoreException {
        Maildrop drop = session.drop();
        assertThat(Bench.uidls(drop))
                .containsExactlyElementsOf(session.list().stream().map(m -> m.uidl).toList());
        if (drop.count() > 0) {
            int n = 1 + random.nextInt(drop.count());
            assertThat(Bench.read(drop, n, Maildrop.Form.STORED))
                    .isEqualTo(session.list().get(n - 1).octets);
        }
    }

    private void compare(Address person, String device) {
        try {
            assertThat(bench.uidls(person, device))
                    .containsExactlyElementsOf(
                            seen(person, device).stream().map(m -> m.uidl).toList());
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }
}
