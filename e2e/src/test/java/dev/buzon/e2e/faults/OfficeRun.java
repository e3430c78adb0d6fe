package dev.buzon.e2e.faults;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.StoredMessage;
import dev.buzon.testing.relay.Fate;
import dev.buzon.testing.relay.Relay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Our own server behind a line that breaks. */
final class OfficeRun {
    private static final String PASSWORD = "s3cret clave";
    private static final Duration IMPATIENT = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int MESSAGES_MOST = 40;
    private static final int SESSIONS_MOST = 6;
    private static final int DIALOGUE_OCTETS = 1500;

    private final String name;
    private final Random random;
    private final Toll toll;
    private final Path folder;
    private final InMemoryPostOffice office;
    private final String person;
    private final MemorySink sink = new MemorySink();
    private final Watch watch = new Watch();

    /**
     * @param folder for the ledger
     * @param person who has no account yet
     */
    OfficeRun(
            String name,
            Random random,
            Toll toll,
            Path folder,
            InMemoryPostOffice office,
            String person) {
        this.name = name;
        this.random = random;
        this.toll = toll;
        this.folder = folder;
        this.office = office;
        this.person = person;
    }

    void run() throws Exception {
        Wish wish = Wish.any(random);
        Mailbag bag = new Mailbag(random);
        Witness witness = new Witness(name + " at our post office", toll, false);
        Patience patience = new Patience(name, toll, watch);
        office.account(person, PASSWORD);
        int octets = deliver(bag, 1 + random.nextInt(MESSAGES_MOST), witness);
        try (Relay line = Relay.to(office.port("pop3")).start()) {
            int sessions = 1 + random.nextInt(SESSIONS_MOST);
            for (int i = 1; i <= sessions; i++) {
                // Drawn here and not when a connection is made: a seed gives the same run again.
                Random fates = new Random(random.nextLong());
                int most = octets;
                line.fates(_ -> fate(fates, most));
                patience.once(sync(line, wish, IMPATIENT));
                line.endAll(Fate.How.RST);
                witness.look("after session " + i, stored(), held());
                watch.later(BETWEEN);
                if (random.nextInt(4) == 0) {
                    octets += deliver(bag, random.nextInt(10), witness);
                }
            }
            line.fates(_ -> Fate.spared());
            patience.toTheEnd(wish, () -> sync(line, wish, LineRun.PATIENT));
            witness.end(stored(), held(), wish.deletes());
        }
        office.empty(person);
        toll.run();
    }

    private static Fate fate(Random random, int octets) {
        Fate.How how =
                switch (random.nextInt(20)) {
                    case 0 -> Fate.How.BLACK_HOLE;
                    case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> Fate.How.FIN;
                    default -> Fate.How.RST;
                };
        return switch (random.nextInt(5)) {
            case 0 -> Fate.breaksToServer(random.nextInt(DIALOGUE_OCTETS), how);
            case 1, 2 -> Fate.breaksToClient(random.nextInt(octets * 5 / 4 + DIALOGUE_OCTETS), how);
            case 3 -> Fate.breaksToClient(random.nextInt(DIALOGUE_OCTETS), how);
            default -> Fate.spared();
        };
    }

    private int deliver(Mailbag bag, int count, Witness witness) {
        int octets = 0;
        for (byte[] message : bag.messages(count)) {
            office.deliver(person, message);
            witness.given(message);
            octets += message.length;
        }
        return octets;
    }

    private Pop3Sync sync(Relay line, Wish wish, Duration read) {
        Pop3 pop3 =
                Pop3.at(new ServerAddress("127.0.0.1", line.port()), Security.CLEARTEXT)
                        .user(person)
                        .password(Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8)))
                        .limits(TimeLimits.USUAL.read(read));
        return Pop3Sync.of(pop3, sink, Ledger.in(folder, Disk.real(), watch))
                .account(person)
                .policy(wish.policy())
                .clock(watch)
                .reconnectPause(Duration.ofMillis(1));
    }

    private List<byte[]> stored() {
        return sink.messages().stream().map(MemorySink.Message::content).toList();
    }

    private List<byte[]> held() {
        return office.messages(person).stream().map(StoredMessage::octets).toList();
    }
}
