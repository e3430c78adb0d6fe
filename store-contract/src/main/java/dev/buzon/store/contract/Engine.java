package dev.buzon.store.contract;

import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the contract tests must be able to do with an engine. One is made for each test. */
public interface Engine extends AutoCloseable {
    /**
     * Opens the store: an empty one the first time, and afterwards, when the engine {@link
     * #remembers}, the same one again.
     *
     * @param binTime how long the bin keeps messages, zero for no bin
     */
    MailStore open(InstantSource clock, RandomGenerator random, Duration binTime)
            throws StoreException;

    /** Whether what was stored is still there when the store is opened again. */
    boolean remembers();

    /** Everything that a store of this engine holds. */
    Inventory inventory(MailStore store) throws StoreException;

    /** Removes what the test left. */
    @Override
    void close();
}
