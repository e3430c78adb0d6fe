package dev.buzon.e2e.faults;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.e2e.faults.TreacherousDisk.Trouble;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A disk that fails in session after session, and then no more; sometimes the line breaks too. */
final class DiskRun {
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int MESSAGES_MOST = 25;
    private static final int SESSIONS_MOST = 5;

    /** What one message takes of disk operations, more or less. */
    private static final int OPERATIONS_EACH = 6;

    private static final int OPERATIONS_BESIDES = 30;
    private static final int FAILURES_MOST = 40;

    private final String name;
    private final Random random;
    private final Toll toll;
    private final Path folder;
    private final Watch watch = new Watch();
    private final TreacherousDisk disk;
    private final List<String> story = new ArrayList<>();

    /**
     * @param folder for the Maildir and the ledger
     * @param lies whether the disk only says that it made something durable
     */
    DiskRun(String name, Random random, Toll toll, Path folder, boolean lies) {
        this.name = name;
        this.random = random;
        this.toll = toll;
        this.folder = folder;
        this.disk = new TreacherousDisk(lies);
    }

    void run() throws Exception {
        Wish wish = Wish.any(random);
        Mailbag bag = new Mailbag(random);
        Patience patience = new Patience(name, toll, watch);
        try (MisbehavingServer server = MisbehavingServer.with().start()) {
            Witness witness = new Witness(name + " on a bad disk", toll, false);
            int count = 1 + random.nextInt(MESSAGES_MOST);
            for (byte[] message : bag.messages(count)) {
                witness.given(message);
                server.put(message);
            }
            for (int i = 1 + random.nextInt(SESSIONS_MOST); i > 0; i--) {
                List<Quirk> quirks =
                        random.nextInt(3) == 0 ? Faults.some(random, server) : List.of();
                server.behave(quirks);
                story.add(trouble(count) + " " + quirks);
                session(server, wish, patience);
                if (random.nextBoolean()) {
                    disk.losePower(random);
                    story.add("power cut");
                }
                disk.heal();
                witness.look(story.toString(), stored(folder), LineRun.held(server));
                watch.later(BETWEEN);
            }
            server.behave();
            patience.toTheEnd(wish, () -> sync(server, wish, LineRun.PATIENT));
            witness.end(stored(folder), LineRun.held(server), wish.deletes());
            server.release();
        }
        toll.run();
    }

    private Trouble trouble(int messages) {
        Trouble[] all = Trouble.values();
        Trouble trouble =
                random.nextInt(3) == 0 ? Trouble.POWER_CUT : all[random.nextInt(all.length)];
        int at = 1 + random.nextInt(OPERATIONS_EACH * messages + OPERATIONS_BESIDES);
        int times = random.nextBoolean() ? 1 : 1 + random.nextInt(FAILURES_MOST);
        disk.fail(trouble, at, times);
        return trouble;
    }

    private void session(MisbehavingServer server, Wish wish, Patience patience) throws Exception {
        Pop3Sync sync;
        try {
            sync = sync(server, wish, IMPATIENT);
        } catch (IOException e) {
            story.add("no Maildir: " + e.getMessage());
            return; // as the program would say to the person
        }
        patience.once(sync);
    }

    private Pop3Sync sync(MisbehavingServer server, Wish wish, Duration read) throws IOException {
        Maildir maildir = Maildir.at(folder.resolve("mail"), disk, watch);
        Ledger ledger = Ledger.in(folder.resolve("state"), disk, watch);
        return LineRun.sync(server.port(), wish, read, maildir, ledger, watch);
    }

    /** What a reader of the Maildir in this folder sees. */
    static List<byte[]> stored(Path folder) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            Path files = folder.resolve("mail").resolve(part);
            if (Files.isDirectory(files)) {
                try (var stream = Files.newDirectoryStream(files)) {
                    for (Path file : stream) {
                        all.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        return all;
    }
}
