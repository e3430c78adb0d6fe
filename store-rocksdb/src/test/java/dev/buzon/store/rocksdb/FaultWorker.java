package dev.buzon.store.rocksdb;

import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Delivers until it is refused, then tells what still works. Prints {@code acked N}, {@code refused
 * KIND}, {@code read N} and {@code again KIND}.
 */
final class FaultWorker {
    private static final int LIMIT = 2_000;

    private FaultWorker() {}

    /** Arguments: folder, octets of each message. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.standard().withBinTime(Duration.ZERO).withReserve(0);
        try (MailStore store = RocksStore.open(Path.of(args[0]), settings)) {
            Mail.accounts(store);
            int acked = 0;
            try {
                for (; acked < LIMIT; acked++) {
                    deliver(store, acked, Integer.parseInt(args[1]));
                }
            } catch (StoreException e) {
                System.out.println("acked " + acked);
                System.out.println("refused " + e.kind());
            }
            try (Maildrop drop = Mail.open(store, Mail.ANA)) {
                for (int n = 1; n <= drop.count(); n++) {
                    Mail.name(Mail.read(drop, n));
                }
                System.out.println("read " + drop.count());
            }
            for (int i = 0; i < 20; i++) {
                try {
                    deliver(store, acked + i, 100);
                    System.out.println("again taken");
                } catch (StoreException e) {
                    System.out.println("again " + e.kind());
                }
            }
        }
    }

    private static void deliver(MailStore store, int i, int octets) throws StoreException {
        Mail.deliver(store, Mail.message("m" + i, octets), Mail.ANA);
    }
}
