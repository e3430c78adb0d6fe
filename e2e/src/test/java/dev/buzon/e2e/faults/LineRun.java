package dev.buzon.e2e.faults;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.pop3.HeldMessage;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A server that misbehaves in session after session, and then no more. */
final class LineRun {
    /** Undisturbed sessions are never cut short by us, however busy the machine is. */
    static final Duration PATIENT = Duration.ofSeconds(30);

    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final int MESSAGES_MOST = 60;
    private static final int SESSIONS_MOST = 6;
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final String name;
    private final Random random;
    private final Toll toll;
    private final Path folder;
    private final boolean forgetful;
    private final MemorySink sink = new MemorySink();
    private final Watch watch = new Watch();
    private final List<String> story = new ArrayList<>();
    private int ledgers;

    /**
     * @param folder for the ledger
     * @param forgetful whether every session begins with an empty ledger, as no collector may
     */
    LineRun(String name, Random random, Toll toll, Path folder, boolean forgetful) {
        this.name = name;
        this.random = random;
        this.toll = toll;
        this.folder = folder;
        this.forgetful = forgetful;
    }

    void run() throws Exception {
        Lasting lasting = forgetful ? Lasting.none() : Lasting.any(random);
        Wish wish = forgetful ? Wish.everythingStays() : Wish.any(random);
        Mailbag bag = new Mailbag(random, lasting.ambiguous());
        Patience patience = new Patience(name, toll, watch);
        try (MisbehavingServer server = MisbehavingServer.with().quirks(lasting.quirks()).start()) {
            Witness witness = new Witness(name + " " + lasting, toll, lasting.ambiguous());
            put(bag, 1 + random.nextInt(MESSAGES_MOST), server, witness);
            int sessions = 1 + random.nextInt(SESSIONS_MOST);
            for (int i = 1; i <= sessions; i++) {
                List<Quirk> faults = new ArrayList<>(Faults.some(random, server));
                story.add(faults.toString());
                faults.addAll(lasting.quirks());
                server.behave(faults);
                patience.once(sync(server, wish, IMPATIENT));
                witness.look("after session " + i + " " + story, stored(), held(server));
                early(wish, server);
                watch.later(BETWEEN);
                if (random.nextInt(4) == 0) {
                    put(bag, random.nextInt(10), server, witness);
                }
            }
            server.behave(lasting.quirks());
            patience.toTheEnd(wish, () -> sync(server, wish, PATIENT));
            witness.end(stored(), held(server), wish.deletes());
            server.release();
        }
        toll.run();
    }

    private void early(Wish wish, MisbehavingServer server) {
        if (!wish.deletesAtOnce() && !server.deletesAsked().isEmpty()) {
            toll.add(
                    Toll.Kind.LOST,
                    () -> name + " deletes too early: " + server.deletesAsked() + " " + story);
        }
    }

    private static void put(Mailbag bag, int count, MisbehavingServer server, Witness witness) {
        for (byte[] message : bag.messages(count)) {
            witness.given(message);
            server.put(message);
        }
    }

    private Pop3Sync sync(MisbehavingServer server, Wish wish, Duration read) {
        Path ledger = forgetful ? folder.resolve("ledger" + ledgers++) : folder;
        return sync(server.port(), wish, read, sink, Ledger.in(ledger, Disk.real(), watch), watch);
    }

    /** A collector for the one person of a scripted server. */
    static Pop3Sync sync(
            int port, Wish wish, Duration read, MailSink sink, Ledger ledger, Watch watch) {
        return Pop3Sync.of(pop3(port, read), sink, ledger)
                .account(MisbehavingServer.USER)
                .policy(wish.policy())
                .clock(watch)
                .reconnectPause(Duration.ofMillis(1));
    }

    /** A client for the one person of a scripted server. */
    static Pop3 pop3(int port, Duration read) {
        return Pop3.at(new ServerAddress("127.0.0.1", port), Security.CLEARTEXT)
                .user(MisbehavingServer.USER)
                .password(Secret.of(MisbehavingServer.PASSWORD.getBytes(StandardCharsets.UTF_8)))
                .limits(TimeLimits.USUAL.read(read));
    }

    private List<byte[]> stored() {
        return sink.messages().stream().map(MemorySink.Message::content).toList();
    }

    /** What a server holds. */
    static List<byte[]> held(MisbehavingServer server) {
        return server.messages().stream().map(HeldMessage::octets).toList();
    }
}
