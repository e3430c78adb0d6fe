package dev.buzon.store.rocksdb;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adding, replacing and removing accounts. */
final class AccountChanges {
    private static final Key LAST_ID = Key.meta("last account");

    private AccountChanges() {}

    /** The first address of an account that somebody else has. */
    private static Optional<Address> taken(Batch batch, Account account) throws StoreException {
        for (Address alias : account.aliases()) {
            if (alias.equals(account.address())
                    || batch.get(Person.key(alias)).isPresent()
                    || isAliasOfAnother(batch, alias, account.address())) {
                return Optional.of(alias);
            }
        }
        return Optional.empty();
    }

    private static boolean isAliasOfAnother(Batch batch, Address alias, Address account)
            throws StoreException {
        Key key = Person.aliasKey(alias);
        Optional<byte[]> record = batch.get(key);
        return record.isPresent() && !Registry.owner(key, record.get()).equals(account);
    }

    private static void put(Batch batch, Person person) {
        Account account = person.account();
        Key key = Person.key(account.address());
        batch.put(key, person.encode(key));
        for (Address alias : account.aliases()) {
            Key aliasKey = Person.aliasKey(alias);
            batch.put(
                    aliasKey,
                    new Encoder()
                            .text(account.address().local())
                            .text(account.address().domain())
                            .seal(aliasKey));
        }
    }

    /** A new account. */
    record Create(Registry registry, Account account) implements Change<Accounts.Change> {
        @Override
        public Accounts.Change prepare(Batch batch) throws StoreException {
            Address address = account.address();
            if (batch.get(Person.key(address)).isPresent()
                    || batch.get(Person.aliasKey(address)).isPresent()) {
                return new Accounts.Change.Taken(address);
            }
            Optional<Address> taken = taken(batch, account);
            if (taken.isPresent()) {
                return new Accounts.Change.Taken(taken.get());
            }
            Optional<byte[]> last = batch.get(LAST_ID);
            long id = last.isPresent() ? new Decoder(LAST_ID, last.get()).number() + 1 : 1;
            batch.put(LAST_ID, new Encoder().number(id).seal(LAST_ID));
            put(batch, Person.create(id, account));
            Key head = Head.key(id);
            batch.put(head, Head.NEW.encode(head));
            return new Accounts.Change.Done(account);
        }

        @Override
        public void publish() {
            registry.forget(account.address());
        }
    }

    /** What an account has become; empty when it was no more as it was thought to be. */
    record Replace(Registry registry, Account before, Account after)
            implements Change<Optional<Accounts.Change>> {
        @Override
        public Optional<Accounts.Change> prepare(Batch batch) throws StoreException {
            Optional<Person> person = registry.person(batch, before.address());
            if (person.isEmpty() || !person.get().account().equals(before)) {
                return Optional.empty();
            }
            Optional<Address> taken = taken(batch, after);
            if (taken.isPresent()) {
                return Optional.of(new Accounts.Change.Taken(taken.get()));
            }
            before.aliases().forEach(alias -> batch.delete(Person.aliasKey(alias)));
            put(batch, person.get().with(after));
            return Optional.of(new Accounts.Change.Done(after));
        }

        @Override
        public void publish() {
            registry.forget(before.address());
        }
    }

    /** The end of an account and of all that belongs to it. */
    static final class Remove implements Change<Accounts.Change> {
        private final Registry registry;
        private final Database db;
        private final Lists lists;
        private final Address address;
        private Optional<Removal> removal = Optional.empty();

        Remove(Registry registry, Database db, Lists lists, Address address) {
            this.registry = registry;
            this.db = db;
            this.lists = lists;
            this.address = address;
        }

        @Override
        public Accounts.Change prepare(Batch batch) throws StoreException {
            Optional<Person> person = registry.person(batch, address);
            if (person.isEmpty()) {
                return new Accounts.Change.Unknown(address);
            }
            long id = person.get().id();
            removal = Removal.begin(lists, id, false);
            List<Long> bodies = new ArrayList<>();
            takeEntries(batch, Key.of(Key.ENTRY, id), bodies);
            takeEntries(batch, Key.of(Key.BIN, id), bodies);
            take(batch, Key.of(Key.MARKS, id));
            take(batch, Key.of(Key.JOURNAL, id));
            for (long body : bodies) {
                Bodies.release(batch, body);
            }
            batch.delete(Head.key(id));
            batch.delete(Person.key(address));
            person.get().account().aliases().forEach(a -> batch.delete(Person.aliasKey(a)));
            return new Accounts.Change.Done(person.get().account());
        }

        private void takeEntries(Batch batch, Key table, List<Long> bodies) throws StoreException {
            db.scan(
                    table,
                    (key, record) -> {
                        Entry entry = Entry.decode(key, record);
                        batch.delete(key);
                        bodies.add(entry.body());
                        if (entry.binned() != 0) {
                            batch.delete(entry.dueKey(key.number(0), key.number(1)));
                        }
                        return true;
                    });
        }

        private void take(Batch batch, Key table) throws StoreException {
            db.scan(
                    table,
                    (key, _) -> {
                        batch.delete(key);
                        return true;
                    });
        }

        @Override
        public boolean alone() {
            return true;
        }

        @Override
        public void publish() {
            registry.forget(address);
            removal.ifPresent(r -> r.end(_ -> Listing.empty()));
        }

        @Override
        public void abandon() {
            removal.ifPresent(Removal::end);
        }
    }
}
