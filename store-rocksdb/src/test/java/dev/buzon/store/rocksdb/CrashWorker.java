package dev.buzon.store.rocksdb;

import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Delivers and drains until it is killed. Before each act the ledger says what is tried, after it
 * what was acknowledged. Lines: {@code try NAME RECIPIENTS}, {@code ack NAME}, {@code drain ACCOUNT
 * NAMES...}, {@code drained ACCOUNT}.
 */
final class CrashWorker {
    private static final int DELIVERERS = 3;

    private final MailStore store;
    private final Ledger ledger;
    private final String round;
    private final boolean early;

    private CrashWorker(MailStore store, Ledger ledger, String round, boolean early) {
        this.store = store;
        this.ledger = ledger;
        this.round = round;
        this.early = early;
    }

    /** Arguments: folder, ledger, name of the round, honest or early. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.standard().withBinTime(Duration.ZERO).withReserve(0);
        MailStore store = RocksStore.open(Path.of(args[0]), settings);
        Mail.accounts(store);
        CrashWorker worker =
                new CrashWorker(
                        store, new Ledger(Path.of(args[1])), args[2], args[3].equals("early"));
        worker.run();
    }

    private void run() throws IOException {
        for (int i = 0; i < DELIVERERS; i++) {
            int mine = i;
            Thread.ofPlatform().start(() -> forever(() -> deliver(mine)));
        }
        Thread.ofPlatform().start(() -> forever(this::drain));
        System.out.println("ready");
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(3); // whoever was to kill us is gone
        }
    }

    private interface Act {
        void run() throws StoreException;
    }

    private void forever(Act act) {
        try {
            while (true) {
                act.run();
            }
        } catch (StoreException | RuntimeException e) {
            System.out.println("failed " + e);
            Runtime.getRuntime().halt(4);
        }
    }

    private final ThreadLocal<int[]> counter = ThreadLocal.withInitial(() -> new int[1]);

    private void deliver(int thread) throws StoreException {
        String name = round + "-" + thread + "-" + counter.get()[0]++;
        Random random = new Random(name.hashCode());
        int octets = random.nextInt(10) == 0 ? random.nextInt(700_000) : random.nextInt(9_000);
        boolean both = random.nextInt(3) == 0;
        ledger.write("try " + name + (both ? " both" : " ana"));
        if (early) {
            ledger.write("ack " + name);
        }
        if (both) {
            Mail.deliver(store, Mail.message(name, octets), Mail.ANA, Mail.LUIS);
        } else {
            Mail.deliver(store, Mail.message(name, octets), Mail.ANA);
        }
        if (!early) {
            ledger.write("ack " + name);
        }
    }

    private void drain() throws StoreException {
        try (Maildrop drop = Mail.open(store, Mail.ANA)) {
            BitSet deleted = new BitSet();
            List<String> names = new ArrayList<>();
            for (int n = 1; n <= Math.min(drop.count(), 20); n++) {
                names.add(Mail.name(Mail.read(drop, n)));
                deleted.set(n);
            }
            if (!names.isEmpty()) {
                ledger.write("drain ana " + String.join(" ", names));
                drop.commit(deleted, new BitSet());
                ledger.write("drained ana");
            }
        }
    }
}
