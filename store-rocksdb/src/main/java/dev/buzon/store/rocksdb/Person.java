package dev.buzon.store.rocksdb;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account as it is stored: with an id, and ids for its devices, that are never given again. What
 * belongs to an account or a device has the id in its key, so that nothing of it can be taken for
 * that of another one made later under the same name.
 */
record Person(long id, long nextDevice, Account account, List<Numbered> devices) {
    /** A device with its id. */
    record Numbered(long id, Device device) {}

    static Key key(Address address) {
        return Key.of(Key.ACCOUNT, address);
    }

    static Key aliasKey(Address alias) {
        return Key.of(Key.ALIAS, alias);
    }

    static Person create(long id, Account account) {
        return new Person(id, 0, account, List.of()).with(account);
    }

    /** The same person with what the account has become; new devices get new ids. */
    Person with(Account changed) {
        long next = nextDevice;
        List<Numbered> numbered = new ArrayList<>();
        for (Device d : changed.devices()) {
            Optional<Numbered> known = device(d.name());
            numbered.add(new Numbered(known.isPresent() ? known.get().id() : next++, d));
        }
        return new Person(id, next, changed, List.copyOf(numbered));
    }

    Optional<Numbered> device(String name) {
        return devices.stream().filter(d -> d.device().name().equals(name)).findFirst();
    }

    byte[] encode(Key key) {
        Encoder e = new Encoder().number(id).number(nextDevice);
        e.text(account.address().local()).text(account.address().domain());
        e.number(account.aliases().size());
        for (Address a : account.aliases()) {
            e.text(a.local()).text(a.domain());
        }
        e.number(devices.size());
        for (Numbered n : devices) {
            Device d = n.device();
            e.number(n.id()).text(d.name()).text(d.credentials());
            e.number(
                    switch (d.sees()) {
                        case ALL -> 0;
                        case FROM_JOINING -> 1;
                    });
            e.flag(d.readOnly()).time(d.joined());
        }
        e.number(account.quotaOctets());
        e.maybe(account.rules().daysAfterArrival()).maybe(account.rules().daysAfterFetch());
        return e.seal(key);
    }

    static Person decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        long id = d.number();
        long nextDevice = d.number();
        Address address = new Address(d.text(), d.text());
        Set<Address> aliases = new TreeSet<>();
        for (int i = d.count(); i > 0; i--) {
            aliases.add(new Address(d.text(), d.text()));
        }
        List<Numbered> devices = new ArrayList<>();
        for (int i = d.count(); i > 0; i--) {
            devices.add(new Numbered(d.number(), device(d)));
        }
        Account account =
                new Account(
                        address,
                        aliases,
                        devices.stream().map(Numbered::device).toList(),
                        d.number(),
                        new Account.Rules(d.maybeNumber(), d.maybeNumber()));
        return new Person(id, nextDevice, account, List.copyOf(devices));
    }

    private static Device device(Decoder d) throws StoreException {
        return new Device(
                d.text(),
                d.text(),
                d.number() == 0 ? Device.Sees.ALL : Device.Sees.FROM_JOINING,
                d.flag(),
                d.time());
    }
}
