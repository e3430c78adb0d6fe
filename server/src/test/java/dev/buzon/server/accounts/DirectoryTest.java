package dev.buzon.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.accounts.Directory.Recipient;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MemoryStore;
import dev.buzon.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final MemoryStore store = new MemoryStore();
    private final Directory directory =
            new Directory(
                    store.accounts(),
                    List.of("Example.test", "other.test"),
                    true,
                    Optional.empty());

    @BeforeEach
    void people() throws StoreException {
        add("ana@example.test", "info@example.test");
        add("luis@example.test");
        add("luis@other.test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void loginIsByAddressAliasOrUniqueLocalPartInAnyCase() throws StoreException {
        for (String name :
                new String[] {
                    "ana", "ANA", "ana@example.test", "Ana@EXAMPLE.test", "info@example.test"
                }) {
            assertThat(directory.named(name))
                    .map(Account::address)
                    .contains(Address.of("ana@example.test"));
        }
        for (String name :
                new String[] {
                    "luis", "nobody", "", "@", "a b", "ana@other.test", "ana@elsewhere.test"
                }) {
            assertThat(directory.named(name)).as(name).isEmpty();
        }
    }

    /** S-018: anybody may ask for the postmaster, as often as they like. */
    @Test
    void postmasterIsLookedForAmongAllAccountsOnlyOnce() throws StoreException {
        AtomicInteger readings = new AtomicInteger();
        var accounts = new WatchedAccounts(store.accounts(), readings::incrementAndGet);
        var many = new Directory(accounts, List.of("example.test"), true, Optional.empty());
        for (int i = 0; i < 10; i++) {
            assertThat(many.recipient("postmaster", "")).isInstanceOf(Recipient.Local.class);
        }
        assertThat(readings).hasValue(1);
        store.accounts().remove(Address.of("ana@example.test"));
        assertThat(many.recipient("postmaster", "")).isInstanceOf(Recipient.Local.class);
    }

    @Test
    void plusAddressesMeanTheirOwnerAndAreKeptAsWritten() throws StoreException {
        assertThat(directory.recipient("Ana+Shop", "example.test"))
                .isInstanceOfSatisfying(
                        Recipient.Local.class,
                        local -> {
                            assertThat(local.account().address())
                                    .isEqualTo(Address.of("ana@example.test"));
                            assertThat(local.address()).isEqualTo("Ana+Shop@example.test");
                        });
        assertThat(directory.recipient("nobody+ana", "example.test"))
                .isEqualTo(new Recipient.Unknown());
    }

    @Test
    void routesAndOtherDomainsAreNotOurs() throws StoreException {
        assertThat(directory.recipient("x", "elsewhere.test")).isEqualTo(new Recipient.Elsewhere());
        assertThat(directory.recipient("x%elsewhere.test", "example.test"))
                .isEqualTo(new Recipient.Unknown());
        assertThat(directory.recipient("elsewhere.test!x", "example.test"))
                .isEqualTo(new Recipient.Unknown());
    }

    @Test
    void postmasterIsAlwaysSomebody() throws StoreException {
        assertThat(directory.recipient("PostMaster", "")).isInstanceOf(Recipient.Local.class);
        assertThat(directory.recipient("postmaster", "other.test"))
                .isInstanceOf(Recipient.Local.class);
        add("postmaster@other.test");
        assertThat(directory.recipient("postmaster", "other.test"))
                .isInstanceOfSatisfying(
                        Recipient.Local.class,
                        local ->
                                assertThat(local.account().address())
                                        .isEqualTo(Address.of("postmaster@other.test")));
    }

    private void add(String address, String... aliases) throws StoreException {
        Set<Address> others = Set.copyOf(List.of(aliases).stream().map(Address::of).toList());
        store.accounts()
                .create(
                        new Account(
                                Address.of(address),
                                others,
                                List.of(Device.first("x", Instant.EPOCH)),
                                0,
                                Account.Rules.NEVER));
    }
}
