package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.MailStore;
import dev.buzon.store.MemoryStore;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A whole post office on loopback whose clock stands still until a test moves it. */
final class LiveOffice implements AutoCloseable {
    private static final String CONFIG =
            """
            hostname = "pop.example.test"
            domains = ["example.test"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = []
            smtp = "127.0.0.1:0"
            submission = "127.0.0.1:0"
            submissions = []
            lmtp = "127.0.0.1:0"
            [tls]
            self-signed = false
            [store]
            engine = "memory"
            [auth]
            password-scheme = "ssha256"
            """;

    private static final Instant BEGINNING = Instant.parse("2026-11-01T12:00:00Z");

    final Ticker.ByHand ticker = Ticker.byHand();
    final MemoryStore store;
    final PostOffice office;
    private final Deadlines deadlines = Deadlines.unattended(ticker);

    /** With the usual settings. */
    LiveOffice(Path data) throws Exception {
        this(data, "", UnaryOperator.identity());
    }

    /**
     * A post office of ana and luis.
     *
     * @param settings more of the configuration
     * @param around what is put around its store
     */
    LiveOffice(Path data, String settings, UnaryOperator<MailStore> around) throws Exception {
        InstantSource clock = () -> BEGINNING.plusNanos(ticker.nanos());
        store = new MemoryStore(clock, new Random(1), Duration.ofDays(14));
        Config config = Config.parse(CONFIG + settings, "test");
        var surroundings = new Surroundings(clock, deadlines, Optional.of(around.apply(store)));
        office = Wiring.open(config, data, surroundings);
        for (String name : List.of("ana", "luis")) {
            var add =
                    new AdminRequest.Add(
                            address(name),
                            Secret.of("secreto".getBytes(StandardCharsets.UTF_8)),
                            OptionalLong.empty());
            assertThat(Wiring.administration(config, store, surroundings).carryOut(add))
                    .isInstanceOf(AdminAnswer.Done.class);
        }
    }

    static Address address(String name) {
        return Address.of(name + "@example.test");
    }

    /** A client that has read the greeting. */
    Talk talk(String service) throws IOException {
        return new Talk(office.port(service));
    }

    /** A POP3 client that is logged in. */
    Talk loggedIn(String name) throws IOException {
        Talk talk = talk("pop3");
        talk.say("USER " + name, "+OK");
        talk.say("PASS secreto", "+OK");
        return talk;
    }

    /** Lets time go by, once every client has its answer, and looks at all time limits. */
    void pass(Duration time) {
        until(() -> office.network().connections().stream().allMatch(Connection::waiting));
        ticker.advance(time);
        deadlines.sweep();
    }

    /** Puts a message into a maildrop, without any trace field. */
    void deliver(String name, String header, byte[] body) throws StoreException {
        byte[] head = (header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        try (Arrival arrival = store.receive()) {
            arrival.write(ByteBuffer.wrap(head));
            arrival.write(ByteBuffer.wrap(body));
            arrival.deliver(
                    new Arrival.Facts(head.length, Optional.empty()),
                    List.of(
                            new Arrival.Delivery(
                                    address(name),
                                    Octets.NONE,
                                    Optional.empty(),
                                    Arrival.Folder.INBOX)));
        }
    }

    /** The three messages of the fixture MB3: 77, 30 and 72 octets. */
    void deliverThree(String name) throws StoreException {
        String addresses = "From: a@example.test\r\nTo: b@example.test\r\n";
        deliver(name, addresses + "Subject: dots", octets(".one\r\n..\r\n.\r\nend\r\n"));
        deliver(name, "Subject: three", octets("l1\r\nl2\r\nl3\r\n"));
        deliver(name, addresses + "Subject: lf", octets("first\r\nsecond\r\n"));
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Changes an account. */
    void change(String name, UnaryOperator<Account> change) throws StoreException {
        store.accounts().update(address(name), change);
    }

    /** Which maildrops are locked. */
    List<String> locks() {
        return store.inventory().locks();
    }

    /** How many messages there are in all maildrops together. */
    long messages() {
        return store.inventory().entries().stream().filter(entry -> !entry.binned()).count();
    }

    /** Waits for something another thread is about to do; fails after 20 s. */
    static void until(BooleanSupplier done) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("it did not happen within 20 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        office.close();
    }
}
