package dev.buzon.store.contract;

import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore;
import dev.buzon.store.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The engine without a disk keeps the contract. */
class MemoryStoreTest extends MailStoreContract {
    @Override
    protected Engine engine() {
        return new Engine() {
            @Override
            public MailStore open(InstantSource clock, RandomGenerator random, Duration binTime) {
                return new MemoryStore(clock, random, binTime);
            }

            @Override
            public boolean remembers() {
                return false;
            }

            @Override
            public Inventory inventory(MailStore store) {
                return ((MemoryStore) store).inventory();
            }

            @Override
            public void close() {}
        };
    }
}
