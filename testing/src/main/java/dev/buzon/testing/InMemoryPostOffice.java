package dev.buzon.testing;

import dev.buzon.message.Surrogate;
import dev.buzon.message.WireForm;
import dev.buzon.protocol.Secret;
import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.server.config.ConfigException;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.MailStore;
import dev.buzon.store.MemoryStore;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.wire.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The whole server on free loopback ports, with its mail in memory and its clocks standing still
 * until somebody moves them. Passwords are kept cheaply and may travel in clear, since nobody is
 * listening; the domain is {@code example.test}.
 */
public final class InMemoryPostOffice implements AutoCloseable {
    /** How long {@link #awaitMessages} waits if nothing else is said. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    private final Path data;
    private final Ticker.ByHand ticker;
    private final MovedClock clock;
    private final Deadlines deadlines;
    private final Gate gate = new Gate();
    private final MemoryStore memory;
    private final TroubledStore store;
    private final Config config;
    private final Surroundings surroundings;
    private final PostOffice office;

    private InMemoryPostOffice(String toml)
            throws IOException, ConfigException, GeneralSecurityException, StoreException {
        this.data = Files.createTempDirectory("buzon-test-");
        this.ticker = Ticker.byHand();
        this.clock = new MovedClock(ticker);
        this.deadlines = Deadlines.unattended(ticker);
        this.memory = new MemoryStore(clock, new SecureRandom(), MemoryStore.BIN_TIME);
        this.store = new TroubledStore(memory, gate);
        this.surroundings = new Surroundings(clock, deadlines, Optional.of(store));
        this.config = Config.parse(toml, "test");
        this.office = Wiring.open(config, data, surroundings);
    }

    /** A clock of the day that moves with the monotonic one. */
    private record MovedClock(Ticker ticker) implements InstantSource {
        private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

        @Override
        public Instant instant() {
            return BEGIN.plusNanos(ticker.nanos());
        }
    }

    /** A post office about which something is wished; {@link PostOfficeBuilder#start} opens it. */
    public static PostOfficeBuilder with() {
        return new PostOfficeBuilder();
    }

    /** A post office as most tests want it. */
    public static InMemoryPostOffice start() {
        return with().start();
    }

    /**
     * A post office with more configuration.
     *
     * @param toml sections as in the server's configuration file, but for listen and store, which
     *     are set
     * @throws IllegalArgumentException when the configuration is wrong
     */
    public static InMemoryPostOffice start(String toml) {
        return with().configuration(toml).start();
    }

    /** Opens one that is configured like this. */
    static InMemoryPostOffice open(String toml) {
        try {
            return new InMemoryPostOffice(toml);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The loopback port on which pop3, pop3s, smtp, submission, submissions or lmtp is offered. */
    public int port(String name) {
        return office.port(name);
    }

    /** Where the mail is kept: what tests look at behind the protocols' back. */
    public MailStore store() {
        return store;
    }

    /** The server's certificate: it signs itself, and is for localhost and 127.0.0.1 too. */
    public X509Certificate certificate() {
        return office.tls().identities().getFirst().chain().getFirst();
    }

    /** What a client uses that trusts this post office and nobody else. */
    public SSLContext clientTls() {
        return TestAuthority.trusting(certificate());
    }

    /** The server itself. */
    public PostOffice office() {
        return office;
    }

    /** The folder in which the server keeps its certificate. */
    public Path data() {
        return data;
    }

    /** Adds an account with this password and no quota. */
    public void account(String address, String password) {
        AdminRequest add =
                new AdminRequest.Add(
                        Address.of(address),
                        Secret.of(password.getBytes(StandardCharsets.UTF_8)),
                        OptionalLong.of(0));
        if (!(Wiring.administration(config, store, surroundings).carryOut(add)
                instanceof AdminAnswer.Done)) {
            throw new IllegalArgumentException("no account could be made for " + address);
        }
    }

    /** Changes an account: aliases, quota, rules. */
    public void change(String address, UnaryOperator<Account> change) {
        try {
            if (!(store.accounts().update(Address.of(address), change)
                    instanceof Accounts.Change.Done)) {
                throw new IllegalArgumentException("no account " + address);
            }
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Puts a message into a maildrop as it is, without trace fields, as an import would: line ends
     * become CRLF, and what a message lacks at its end is added.
     *
     * @return its UIDL
     */
    public String deliver(String address, byte[] message) {
        WireForm form = new WireForm(WireForm.Input.CRLF_OR_LF, WireForm.HeaderGoes.THROUGH);
        try (Arrival arrival = store.receive()) {
            ByteBuffer in = ByteBuffer.wrap(message);
            ByteBuffer out = ByteBuffer.allocate(64 * 1024);
            while (in.hasRemaining()) {
                form.pass(in, out);
                arrival.write(out.flip());
                out.clear();
            }
            while (!form.finish(out)) {
                arrival.write(out.flip());
                out.clear();
            }
            arrival.write(out.flip());
            return deliver(arrival, form, Address.of(address));
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, with a message as text in UTF-8. */
    public String deliver(String address, String message) {
        return deliver(address, message.getBytes(StandardCharsets.UTF_8));
    }

    private static String deliver(Arrival arrival, WireForm form, Address address)
            throws StoreException {
        Optional<Octets> surrogate =
                form.nonAsciiHeader()
                        ? Optional.of(Octets.of(Surrogate.of(form.header())))
                        : Optional.empty();
        Arrival.Outcome outcome =
                arrival.deliver(
                                new Arrival.Facts(form.headerOctets(), surrogate),
                                List.of(
                                        new Arrival.Delivery(
                                                address,
                                                Octets.NONE,
                                                Optional.empty(),
                                                Arrival.Folder.INBOX)))
                        .getFirst();
        return switch (outcome) {
            case Arrival.Outcome.Stored(_, var uidl) -> uidl;
            case Arrival.Outcome.OverQuota() ->
                    throw new IllegalArgumentException(address + " is over quota");
            case Arrival.Outcome.Unknown() ->
                    throw new IllegalArgumentException("no account " + address);
        };
    }

    /**
     * The messages in a maildrop, oldest first. It is looked at from behind, so that no session is
     * disturbed.
     */
    public List<StoredMessage> messages(String address) {
        return memory.kept(Address.of(address)).stream()
                .filter(kept -> !kept.binned())
                .map(kept -> new StoredMessage(kept.uidl(), kept.arrived(), kept.octets()))
                .toList();
    }

    /**
     * Waits until a maildrop holds so many messages, not more and not fewer; without sleeping, and
     * 10 s at most.
     *
     * @return the messages
     * @throws AssertionError when it did not come to that
     */
    public List<StoredMessage> awaitMessages(String address, int count) {
        return awaitMessages(address, count, USUAL_WAIT);
    }

    /**
     * Waits until a maildrop holds so many messages, not more and not fewer; without sleeping.
     *
     * @return the messages
     * @throws AssertionError when it did not come to that in time
     */
    public List<StoredMessage> awaitMessages(String address, int count, Duration atMost) {
        try {
            gate.await(() -> messages(address).size() == count, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<StoredMessage> messages = messages(address);
        if (messages.size() != count) {
            throw new AssertionError(
                    "%s holds %d messages and not %d, after %s"
                            .formatted(address, messages.size(), count, atMost));
        }
        return messages;
    }

    /**
     * What came by submission, SMTP and LMTP, in order, one for each message however many got it;
     * also what was deleted since.
     */
    public List<SentMessage> sent() {
        Map<Long, SentMessage> sent = new LinkedHashMap<>();
        for (TroubledStore.Came one : store.came()) {
            memory.kept(one.account()).stream()
                    .filter(kept -> kept.uidl().equals(one.uidl()))
                    .map(kept -> SentMessage.of(one.account().toString(), kept.octets()))
                    .forEach(copy -> sent.merge(one.message(), copy, SentMessage::and));
        }
        return List.copyOf(sent.values());
    }

    /** Takes all messages out of a maildrop, without a trace; the account stays. */
    public void empty(String address) {
        try {
            Accounts accounts = store.accounts();
            Account account =
                    accounts.find(Address.of(address))
                            .orElseThrow(
                                    () -> new IllegalArgumentException("no account " + address));
            accounts.remove(account.address());
            accounts.create(account);
            gate.tell();
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What time it is on the clocks of this post office. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Lets time go by at once, on all clocks of the server, and lets it look at its time limits.
     */
    public void advance(Duration time) {
        ticker.advance(time);
        deadlines.sweep();
    }

    /** From now on this goes wrong once. */
    public void expect(Trouble trouble) {
        store.expect(trouble);
    }

    /** Stops the server and forgets the mail. */
    @Override
    public void close() {
        gate.close();
        office.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
