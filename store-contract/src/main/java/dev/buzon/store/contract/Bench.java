package dev.buzon.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Device;
import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A store on the workbench: short words for what the contract tests do with it. */
public final class Bench {
    /** Two people who have an account when a test begins. */
    public static final Address ANA = Address.of("ana@example.test");

    /** The other one. */
    public static final Address LUIS = Address.of("luis@example.test");

    /** How long the bin keeps messages in these tests. */
    public static final Duration BIN_TIME = Duration.ofDays(7);

    /** The seed of whatever is chance in these tests; {@code -Dseed=} replays a run. */
    public static final long SEED = Long.getLong("seed", System.nanoTime());

    /** When the tests begin. */
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final HandClock clock = new HandClock(START);
    private final Engine engine;
    private final Random random = new Random(SEED);
    private Duration binTime = BIN_TIME;
    private MailStore store;

    Bench(Engine engine) throws StoreException {
        this.engine = engine;
        this.store = engine.open(clock, random, binTime);
        add(account(ANA));
        add(account(LUIS));
    }

    MailStore store() {
        return store;
    }

    boolean remembers() {
        return engine.remembers();
    }

    Inventory inventory() throws StoreException {
        return engine.inventory(store);
    }

    /**
     * Closes the store and opens it again; nothing happens with an engine that does not remember.
     */
    void reopen() throws StoreException {
        if (engine.remembers()) {
            store.close();
            store = engine.open(clock, random, binTime);
        }
    }

    /** An empty store without a bin instead of the one there is. */
    void withoutBin() throws StoreException {
        store.close();
        binTime = Duration.ZERO;
        store = engine.open(clock, random, binTime);
        if (!engine.remembers()) {
            add(account(ANA));
            add(account(LUIS));
        }
    }

    void close() {
        store.close();
    }

    static Account account(Address address) {
        return new Account(
                address, Set.of(), List.of(Device.first("secret", START)), 0, Account.Rules.NEVER);
    }

    static Device device(String name, Device.Sees sees, boolean readOnly, Instant joined) {
        return new Device(name, "secret-" + name, sees, readOnly, joined);
    }

    void add(Account account) throws StoreException {
        if (!(store.accounts().create(account) instanceof Accounts.Change.Done)) {
            throw new AssertionError("not created: " + account);
        }
    }

    void update(Address address, UnaryOperator<Account> change) throws StoreException {
        if (!(store.accounts().update(address, change) instanceof Accounts.Change.Done)) {
            throw new AssertionError("not updated: " + address);
        }
    }

    static byte[] message(String text) {
        return ("Subject: " + text + "\r\n\r\n" + text + "\r\n").getBytes(UTF_8);
    }

    /** The octets of the header, with the empty line. */
    static long header(byte[] message) {
        String text = new String(message, UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? message.length : text.substring(0, end + 4).getBytes(UTF_8).length;
    }

    static Arrival.Delivery to(Address account) {
        return to(account, "");
    }

    static Arrival.Delivery to(Address account, String prefix) {
        return new Arrival.Delivery(
                account, Octets.of(prefix.getBytes(UTF_8)), Optional.empty(), Arrival.Folder.INBOX);
    }

    List<Arrival.Outcome> deliver(byte[] message, Arrival.Delivery... deliveries)
            throws StoreException {
        return deliver(message, Optional.empty(), deliveries);
    }

    List<Arrival.Outcome> deliver(
            byte[] message, Optional<Octets> surrogateHeader, Arrival.Delivery... deliveries)
            throws StoreException {
        try (Arrival arrival = store.receive()) {
            arrival.write(ByteBuffer.wrap(message));
            return arrival.deliver(
                    new Arrival.Facts(header(message), surrogateHeader), Arrays.asList(deliveries));
        }
    }

    /** Delivers a short message and returns its UIDL. */
    String deliver(Address account, String text) throws StoreException {
        return stored(deliver(message(text), to(account)).getFirst()).uidl();
    }

    static Arrival.Outcome.Stored stored(Arrival.Outcome outcome) {
        return switch (outcome) {
            case Arrival.Outcome.Stored s -> s;
            case Arrival.Outcome.OverQuota() -> throw new AssertionError("over quota");
            case Arrival.Outcome.Unknown() -> throw new AssertionError("unknown account");
        };
    }

    Maildrop open(Address account) throws StoreException {
        return open(account, Device.FIRST);
    }

    Maildrop open(Address account, String device) throws StoreException {
        return switch (store.open(account, device, "test")) {
            case MailStore.Opening.Opened(var maildrop) -> maildrop;
            case MailStore.Opening.InUse(var holder) ->
                    throw new AssertionError("in use: " + holder);
            case MailStore.Opening.Unknown() -> throw new AssertionError("unknown: " + account);
        };
    }

    /** The UIDLs that a device sees, in order. */
    List<String> uidls(Address account, String device) throws StoreException {
        try (Maildrop maildrop = open(account, device)) {
            return uidls(maildrop);
        }
    }

    List<String> uidls(Address account) throws StoreException {
        return uidls(account, Device.FIRST);
    }

    static List<String> uidls(Maildrop maildrop) {
        List<String> uidls = new ArrayList<>();
        for (int n = 1; n <= maildrop.count(); n++) {
            uidls.add(maildrop.uidl(n));
        }
        return uidls;
    }

    /** A session that deletes these numbers and quits. */
    void delete(Address account, String device, int... numbers) throws StoreException {
        try (Maildrop maildrop = open(account, device)) {
            maildrop.commit(bits(numbers), new BitSet());
        }
    }

    void delete(Address account, int... numbers) throws StoreException {
        delete(account, Device.FIRST, numbers);
    }

    /** A session that fetches these numbers and quits. */
    void fetch(Address account, String device, int... numbers) throws StoreException {
        try (Maildrop maildrop = open(account, device)) {
            maildrop.commit(new BitSet(), bits(numbers));
        }
    }

    static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        for (int n : numbers) {
            bits.set(n);
        }
        return bits;
    }

    /** Everything of a message; fails when its sizes are not those announced. */
    static byte[] read(Maildrop maildrop, int number, Form form) throws StoreException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Content content = maildrop.read(number, form)) {
            for (ByteBuffer piece = content.next(); piece.hasRemaining(); piece = content.next()) {
                if (piece.remaining() > 512 * 1024 || !piece.isReadOnly()) {
                    throw new AssertionError("not a bounded, read-only piece: " + piece);
                }
                byte[] octets = new byte[piece.remaining()];
                piece.get(octets);
                all.writeBytes(octets);
            }
            if (all.size() != content.octets()
                    || all.size() != maildrop.octets(number, form)
                    || content.headerOctets() > all.size()) {
                throw new AssertionError(
                        "announced %d and %d octets, came %d"
                                .formatted(
                                        maildrop.octets(number, form),
                                        content.octets(),
                                        all.size()));
            }
        }
        return all.toByteArray();
    }

    static String text(Maildrop maildrop, int number) throws StoreException {
        return new String(read(maildrop, number, Form.STORED), UTF_8);
    }
}
