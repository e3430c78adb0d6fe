package dev.buzon.server.accounts;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts that tell when all of them are read. */
public final class WatchedAccounts implements Accounts {
    /** What happens first when all accounts are read. */
    @FunctionalInterface
    public interface Watch {
        /** May let the reading fail. */
        void before() throws StoreException;
    }

    private final Accounts accounts;
    private final Watch watch;

    /** Watches these. */
    public WatchedAccounts(Accounts accounts, Watch watch) {
        this.accounts = accounts;
        this.watch = watch;
    }

    @Override
    public List<Account> all() throws StoreException {
        watch.before();
        return accounts.all();
    }

    @Override
    public Optional<Account> find(Address address) throws StoreException {
        return accounts.find(address);
    }

    @Override
    public Optional<Account> resolve(Address address) throws StoreException {
        return accounts.resolve(address);
    }

    @Override
    public Change create(Account account) throws StoreException {
        return accounts.create(account);
    }

    @Override
    public Change update(Address address, UnaryOperator<Account> change) throws StoreException {
        return accounts.update(address, change);
    }

    @Override
    public Change remove(Address address) throws StoreException {
        return accounts.remove(address);
    }
}
