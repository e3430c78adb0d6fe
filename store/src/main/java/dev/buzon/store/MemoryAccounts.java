package dev.buzon.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The accounts of a {@link MemoryStore}. */
final class MemoryAccounts implements Accounts {
    private final MemoryStore store;
    private final Map<Address, Address> aliases = new HashMap<>();

    MemoryAccounts(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Account> find(Address address) throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
            return Optional.ofNullable(store.boxes.get(address)).map(box -> box.account);
        }
    }

    @Override
    public Optional<Account> resolve(Address address) throws StoreException {
        synchronized (store.gate) {
            return find(aliases.getOrDefault(address, address));
        }
    }

    @Override
    public List<Account> all() throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
            return store.boxes.values().stream().map(box -> box.account).toList();
        }
    }

    @Override
    public Change create(Account account) throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
            if (isTaken(account.address(), Optional.empty())) {
                return new Change.Taken(account.address());
            }
            Optional<Address> taken = takenAlias(account);
            if (taken.isPresent()) {
                return new Change.Taken(taken.get());
            }
            store.boxes.put(account.address(), new MemoryBox(account));
            account.aliases().forEach(alias -> aliases.put(alias, account.address()));
            return new Change.Done(account);
        }
    }

    @Override
    public Change update(Address address, UnaryOperator<Account> change) throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
            MemoryBox box = store.boxes.get(address);
            if (box == null) {
                return new Change.Unknown(address);
            }
            Account changed = change.apply(box.account);
            if (!changed.address().equals(address)) {
                throw new IllegalArgumentException("the address of an account stays");
            }
            Optional<Address> taken = takenAlias(changed);
            if (taken.isPresent()) {
                return new Change.Taken(taken.get());
            }
            aliases.values().removeIf(address::equals);
            changed.aliases().forEach(alias -> aliases.put(alias, address));
            box.replace(changed);
            return new Change.Done(changed);
        }
    }

    @Override
    public Change remove(Address address) throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
            MemoryBox box = store.boxes.remove(address);
            if (box == null) {
                return new Change.Unknown(address);
            }
            box.removed = true;
            box.entries.values().forEach(e -> store.release(e.body));
            box.bin.values().forEach(e -> store.release(e.body));
            aliases.values().removeIf(address::equals);
            return new Change.Done(box.account);
        }
    }

    private Optional<Address> takenAlias(Account account) {
        return account.aliases().stream()
                .filter(alias ->
                        alias.equals(account.address())
                                || isTaken(alias, Optional.of(account.address())))
                .findFirst();
    }

    private boolean isTaken(Address address, Optional<Address> except) {
        Address owner = aliases.get(address);
        return store.boxes.containsKey(address)
                || (owner != null && !Optional.of(owner).equals(except));
    }
}
