package dev.buzon.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.Inventory;
import dev.buzon.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract of {@link dev.buzon.store.MailStore} as tests. An engine's test class extends this
 * one and says how to make an engine. After each test everything in the store is counted: entries
 * and bodies match, kept sums are right, UIDLs are unique, no lock is left.
 */
public abstract class MailStoreContract
        implements DeliveryTests,
                MaildropTests,
                UidlTests,
                DeviceTests,
                ExpiryTests,
                AccountTests,
                ModelTests {
    private @Nullable Engine engine;
    private @Nullable Bench bench;

    /** A new engine without data. */
    protected abstract Engine engine() throws Exception;

    @Override
    public Bench bench() {
        if (bench == null) {
            throw new IllegalStateException("no test is running");
        }
        return bench;
    }

    @BeforeEach
    final void open() throws Exception {
        engine = engine();
        bench = new Bench(engine);
    }

    @AfterEach
    final void everythingFitsTogether() throws StoreException {
        try {
            validate();
            bench().reopen();
            validate();
        } finally {
            bench().close();
            if (engine != null) {
                engine.close();
            }
        }
    }

    private void validate() throws StoreException {
        Inventory inventory = bench().inventory();
        assertThat(inventory.faults()).isEmpty();
        assertThat(inventory.locks()).as("locks that were not given back").isEmpty();
    }
}
