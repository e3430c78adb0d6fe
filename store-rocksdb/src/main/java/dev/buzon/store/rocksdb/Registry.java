package dev.buzon.store.rocksdb;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** The accounts of a store, those asked for lately in memory. */
final class Registry implements Accounts {
    /** Addresses whose answer is kept in memory; then all are forgotten and it begins anew. */
    private static final int CACHE_LIMIT = 10_000;

    private final Database db;
    private final Writer writer;
    private final Lists lists;
    private final ConcurrentMap<Key, Optional<Person>> cache = new ConcurrentHashMap<>();

    Registry(Database db, Writer writer, Lists lists) {
        this.db = db;
        this.writer = writer;
        this.lists = lists;
    }

    /** The account with its ids. */
    Optional<Person> person(Address address) throws StoreException {
        db.check();
        Key key = Person.key(address);
        Optional<Person> known = cache.get(key);
        return known != null && known.isPresent() ? known : remember(key, () -> load(key));
    }

    /** The account as the batch will leave it. */
    Optional<Person> person(Batch batch, Address address) throws StoreException {
        Key key = Person.key(address);
        Optional<Person> staged = batch.staged(key) ? Optional.empty() : person(address);
        return staged.isPresent() ? staged : decode(key, batch.get(key));
    }

    private Optional<Person> load(Key key) throws StoreException {
        return decode(key, db.get(key));
    }

    private static Optional<Person> decode(Key key, Optional<byte[]> record) throws StoreException {
        return record.isPresent()
                ? Optional.of(Person.decode(key, record.get()))
                : Optional.empty();
    }

    private interface Loading {
        Optional<Person> load() throws StoreException;
    }

    /**
     * Loads inside the map, so that the writer, which forgets a key after it has changed the
     * record, cannot come between the loading and the keeping.
     */
    private Optional<Person> remember(Key key, Loading loading) throws StoreException {
        if (cache.size() > CACHE_LIMIT) {
            cache.clear();
        }
        StoreException[] failure = new StoreException[1];
        Optional<Person> found =
                cache.compute(
                        key,
                        (_, known) -> {
                            try {
                                return known != null ? known : loading.load();
                            } catch (StoreException e) {
                                failure[0] = e;
                                return Optional.empty();
                            }
                        });
        if (failure[0] != null || found.isEmpty()) {
            cache.remove(key, Optional.empty());
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        return found;
    }

    /** A record has changed. */
    void forget(Address address) {
        cache.remove(Person.key(address));
    }

    @Override
    public Optional<Account> find(Address address) throws StoreException {
        return person(address).map(Person::account);
    }

    @Override
    public Optional<Account> resolve(Address address) throws StoreException {
        Optional<Account> own = find(address);
        if (own.isPresent()) {
            return own;
        }
        Key alias = Person.aliasKey(address);
        Optional<byte[]> record = db.get(alias);
        return record.isPresent() ? find(owner(alias, record.get())) : Optional.empty();
    }

    static Address owner(Key alias, byte[] record) throws StoreException {
        Decoder d = new Decoder(alias, record);
        return new Address(d.text(), d.text());
    }

    @Override
    public List<Account> all() throws StoreException {
        List<Account> all = new ArrayList<>();
        for (Person p : people()) {
            all.add(p.account());
        }
        return List.copyOf(all);
    }

    /** All accounts with their ids, in the order of their addresses. */
    List<Person> people() throws StoreException {
        List<Person> all = new ArrayList<>();
        db.scan(
                new Key(new byte[] {Key.ACCOUNT}),
                (key, record) -> all.add(Person.decode(key, record)));
        all.sort(Comparator.comparing(p -> p.account().address()));
        return all;
    }

    @Override
    public Change create(Account account) throws StoreException {
        return writer.perform(new AccountChanges.Create(this, account));
    }

    @Override
    public Change update(Address address, UnaryOperator<Account> change) throws StoreException {
        while (true) {
            Optional<Account> before = find(address);
            if (before.isEmpty()) {
                return new Change.Unknown(address);
            }
            Account after = change.apply(before.get());
            if (!after.address().equals(address)) {
                throw new IllegalArgumentException("the address of an account stays");
            }
            Optional<Change> made =
                    writer.perform(new AccountChanges.Replace(this, before.get(), after));
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    @Override
    public Change remove(Address address) throws StoreException {
        return writer.perform(new AccountChanges.Remove(this, db, lists, address));
    }
}
