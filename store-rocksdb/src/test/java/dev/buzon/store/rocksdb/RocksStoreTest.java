package dev.buzon.store.rocksdb;

import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import dev.buzon.store.contract.Engine;
import dev.buzon.store.contract.MailStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a disk keeps the contract. */
class RocksStoreTest extends MailStoreContract {
    @TempDir Path folder;

    @Override
    protected Engine engine() {
        return new Engine() {
            @Override
            public MailStore open(InstantSource clock, RandomGenerator random, Duration binTime)
                    throws StoreException {
                return RocksStore.open(
                        folder.resolve("data"),
                        Settings.standard().with(clock, random).withBinTime(binTime));
            }

            @Override
            public boolean remembers() {
                return true;
            }

            @Override
            public Inventory inventory(MailStore store) throws StoreException {
                return ((RocksStore) store).inventory();
            }

            @Override
            public void close() {}
        };
    }
}
