package dev.buzon.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A store without a disk: everything it promises but that it survives. For tests, for trying things
 * out, and as the plainest description of what the other engines do. One lock guards it all; no
 * octet of a message is copied or read under it.
 */
public final class MemoryStore implements MailStore {
    /** How long the bin keeps messages unless told otherwise. */
    public static final Duration BIN_TIME = Duration.ofDays(14);

    final Object gate = new Object();
    final TreeMap<Address, MemoryBox> boxes = new TreeMap<>();
    final Map<Long, MemoryBody> bodies = new TreeMap<>();
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration binTime;
    private final MemoryAccounts accounts = new MemoryAccounts(this);
    private boolean closed;
    private long lastBody;

    /**
     * An empty store.
     *
     * @param random for the part of UIDLs that is chance
     * @param binTime how long deleted messages can be had back; zero turns the bin off
     */
    public MemoryStore(InstantSource clock, RandomGenerator random, Duration binTime) {
        this.clock = clock;
        this.random = random;
        this.binTime = binTime;
    }

    /** An empty store with the system's clock and a bin of {@link #BIN_TIME}. */
    public MemoryStore() {
        this(InstantSource.system(), new SecureRandom(), BIN_TIME);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Journal journal() {
        return new Journal() {
            @Override
            public void write(Address account, Line line) throws StoreException {
                synchronized (gate) {
                    checkOpen();
                    Optional.ofNullable(boxes.get(account)).ifPresent(box -> box.write(line));
                }
            }

            @Override
            public List<Line> newest(Address account, int limit) throws StoreException {
                synchronized (gate) {
                    checkOpen();
                    MemoryBox box = boxes.get(account);
                    return box == null ? List.of() : box.journal.stream().limit(limit).toList();
                }
            }
        };
    }

    @Override
    public Opening open(Address account, String device, String session) throws StoreException {
        synchronized (gate) {
            checkOpen();
            MemoryBox box = boxes.get(account);
            Optional<Device> known =
                    Optional.ofNullable(box).flatMap(b -> b.account.device(device));
            if (box == null || known.isEmpty()) {
                return new Opening.Unknown();
            }
            Holder holder = box.locks.get(device);
            if (holder != null) {
                return new Opening.InUse(holder);
            }
            box.locks.put(device, new Holder(session, clock.instant()));
            return new Opening.Opened(
                    new MemoryMaildrop(this, box, known.get(), box.view(known.get())));
        }
    }

    @Override
    public Arrival receive() throws StoreException {
        synchronized (gate) {
            checkOpen();
        }
        return new MemoryArrival(this);
    }

    @Override
    public Usage usage(Address account) throws StoreException {
        synchronized (gate) {
            checkOpen();
            MemoryBox box = boxes.get(account);
            return box == null ? new Usage(0, 0) : new Usage(box.entries.size(), box.octets);
        }
    }

    @Override
    public List<Binned> bin(Address account) throws StoreException {
        synchronized (gate) {
            checkOpen();
            MemoryBox box = boxes.get(account);
            List<Binned> bin = new ArrayList<>();
            if (box != null) {
                for (MemoryEntry e : box.bin.values()) {
                    long octets = e.octets(Maildrop.Form.STORED);
                    bin.add(new Binned(e.uid, e.uidl, octets, e.arrived, e.binned.orElseThrow()));
                }
            }
            return List.copyOf(bin);
        }
    }

    @Override
    public boolean restore(Address account, long uid) throws StoreException {
        synchronized (gate) {
            checkOpen();
            MemoryBox box = boxes.get(account);
            MemoryEntry entry = box == null ? null : box.bin.remove(uid);
            if (box == null || entry == null) {
                return false;
            }
            entry.restore(clock.instant());
            box.add(entry);
            box.write(new Journal.Line(clock.instant(), "", "", "restored", entry.uidl));
            return true;
        }
    }

    @Override
    public Expired expire() throws StoreException {
        synchronized (gate) {
            checkOpen();
            Instant now = clock.instant();
            Expired sum = new Expired(0, 0, 0);
            for (MemoryBox box : boxes.values()) {
                sum =
                        new Expired(
                                sum.messages() + expireMessages(box, now),
                                sum.binned() + emptyBin(box, now),
                                sum.skipped() + (box.locks.isEmpty() ? 0 : 1));
            }
            return sum;
        }
    }

    private long expireMessages(MemoryBox box, Instant now) {
        if (!box.locks.isEmpty()) {
            return 0;
        }
        List<Device> devices = box.account.devices();
        Account.Rules rules = box.account.rules();
        List<MemoryEntry> leaving =
                box.entries.values().stream()
                        .filter(e ->
                                e.unwanted(devices)
                                        || rules.due(now, e.kept, e.fetchedByAll(devices)))
                        .toList();
        leaving.forEach(e -> leave(box, e, now));
        if (!leaving.isEmpty()) {
            String detail = leaving.size() + " messages";
            box.write(new Journal.Line(now, "", "", "expired", detail));
        }
        return leaving.size();
    }

    private long emptyBin(MemoryBox box, Instant now) {
        List<MemoryEntry> over =
                box.bin.values().stream()
                        .filter(e -> !now.isBefore(e.binned.orElseThrow().plus(binTime)))
                        .toList();
        for (MemoryEntry e : over) {
            box.bin.remove(e.uid);
            release(e.body);
        }
        return over.size();
    }

    /** Into the bin, or away for good when there is none. */
    void leave(MemoryBox box, MemoryEntry entry, Instant now) {
        box.take(entry);
        if (binTime.isZero()) {
            release(entry.body);
        } else {
            entry.binned = Optional.of(now);
            box.bin.put(entry.uid, entry);
        }
    }

    /** One reference less. */
    void release(MemoryBody body) {
        body.references--;
        if (body.references == 0) {
            bodies.remove(body.id);
        }
    }

    /** One outcome for each delivery; the body is kept when one of them is stored. */
    List<Arrival.Outcome> deliver(MemoryBody body, List<Arrival.Delivery> deliveries)
            throws StoreException {
        synchronized (gate) {
            checkOpen();
            Instant now = clock.instant();
            body.id = ++lastBody;
            List<Arrival.Outcome> outcomes = new ArrayList<>();
            for (Arrival.Delivery delivery : deliveries) {
                outcomes.add(deliver(body, delivery, now));
            }
            if (body.references > 0) {
                bodies.put(body.id, body);
            }
            return List.copyOf(outcomes);
        }
    }

    private Arrival.Outcome deliver(MemoryBody body, Arrival.Delivery delivery, Instant now) {
        MemoryBox box = boxes.get(delivery.account());
        if (box == null) {
            return new Arrival.Outcome.Unknown();
        }
        if (!box.hasRoomFor(delivery.prefix().length() + body.octets())) {
            return new Arrival.Outcome.OverQuota();
        }
        long uid = box.nextUid(now);
        MemoryEntry entry = new MemoryEntry(uid, Uidl.make(uid, random), now, delivery, body);
        box.add(entry);
        body.references++;
        return new Arrival.Outcome.Stored(uid, entry.uidl);
    }

    /**
     * A message that is kept for an account, looked at without opening the maildrop.
     *
     * @param binned whether it is in the bin
     * @param octets the message as it is served
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy for whoever looks, never compared
    public record Kept(String uidl, Instant arrived, boolean binned, byte[] octets) {}

    /** What is kept for an account, oldest first, those in the bin too; locks nothing. */
    public List<Kept> kept(Address account) {
        synchronized (gate) {
            MemoryBox box = boxes.get(account);
            if (box == null) {
                return List.of();
            }
            TreeMap<Long, MemoryEntry> all = new TreeMap<>(box.entries);
            all.putAll(box.bin);
            return all.values().stream().map(MemoryStore::copy).toList();
        }
    }

    private static Kept copy(MemoryEntry e) {
        byte[] octets = new byte[Math.toIntExact(e.octets(Maildrop.Form.STORED))];
        int at = 0;
        for (var piece : e.body.pieces(e.prefix(Maildrop.Form.STORED), Maildrop.Form.STORED)) {
            piece.get(piece.position(), octets, at, piece.remaining());
            at += piece.remaining();
        }
        return new Kept(e.uidl, e.arrived, e.binned.isPresent(), octets);
    }

    /** Everything that is here, for a check. */
    public Inventory inventory() {
        synchronized (gate) {
            List<Inventory.Entry> entries = new ArrayList<>();
            Map<Address, Usage> totals = new TreeMap<>();
            List<String> locks = new ArrayList<>();
            boxes.forEach((address, box) -> {
                totals.put(address, new Usage(box.entries.size(), box.octets));
                box.locks.keySet().forEach(d -> locks.add(address + "/" + d));
                box.entries.values().forEach(e -> entries.add(item(address, e)));
                box.bin.values().forEach(e -> entries.add(item(address, e)));
            });
            List<Inventory.Body> all = new ArrayList<>();
            for (MemoryBody b : bodies.values()) {
                long stored =
                        b.pieces(Octets.NONE, Maildrop.Form.STORED).stream()
                                .mapToLong(p -> p.remaining())
                                .sum();
                all.add(new Inventory.Body(b.id, b.octets(), stored, b.references));
            }
            return new Inventory(entries, all, totals, locks);
        }
    }

    private static Inventory.Entry item(Address address, MemoryEntry e) {
        return new Inventory.Entry(
                address,
                e.uid,
                e.uidl,
                e.body.id,
                e.octets(Maildrop.Form.STORED),
                e.binned.isPresent());
    }

    Instant now() {
        return clock.instant();
    }

    void checkOpen() throws StoreException {
        if (closed) {
            throw new StoreException(StoreException.Kind.TEMPORARY, "the store is closed");
        }
    }

    @Override
    public void close() {
        synchronized (gate) {
            closed = true;
        }
    }
}
