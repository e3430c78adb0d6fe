package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.Optional;

/** What a session did becomes durable: its deletes and its fetches. */
final class Commit implements Change<Boolean> {
    private final Parts parts;
    private final Address address;
    private final long account;
    private final long device;
    private final long[] deleted;
    private final long[] fetched;
    private final long now;
    private final Leaving leaving;
    private Optional<Removal> removal = Optional.empty();

    /**
     * @param deleted the uids of what it deleted
     * @param fetched the uids of what it fetched and did not delete
     */
    Commit(
            Parts parts,
            Address address,
            long account,
            long device,
            long[] deleted,
            long[] fetched) {
        this.parts = parts;
        this.address = address;
        this.account = account;
        this.device = device;
        this.deleted = deleted;
        this.fetched = fetched;
        this.now = parts.nowMicros();
        this.leaving = new Leaving(parts, account, now);
    }

    @Override
    public Boolean prepare(Batch batch) throws StoreException {
        Person person =
                parts.registry()
                        .person(batch, address)
                        .filter(p -> p.id() == account && isThere(p))
                        .orElseThrow(() ->
                                new StoreException(
                                        StoreException.Kind.PERMANENT,
                                        "the account or the device was removed"));
        if (deleted.length > 0) {
            removal = Removal.begin(parts.lists(), account, false);
        }
        boolean alone = person.devices().size() == 1;
        for (long uid : deleted) {
            Optional<Entry> entry = leaving.find(batch, uid);
            if (entry.isPresent()) {
                delete(batch, person, uid, entry.get(), alone);
            }
        }
        for (long uid : fetched) {
            if (batch.get(Entry.key(account, uid)).isPresent()) {
                Marks before = marks(batch, uid);
                put(batch, uid, before, before.fetched(device, now));
            }
        }
        return true;
    }

    private boolean isThere(Person person) {
        return person.devices().stream().anyMatch(d -> d.id() == device);
    }

    private void delete(Batch batch, Person person, long uid, Entry entry, boolean alone)
            throws StoreException {
        if (alone) {
            leaving.leave(batch, uid, entry);
            return;
        }
        Marks before = marks(batch, uid);
        Marks after = before.deleted(device, now);
        if (after.unwanted(person, entry.arrived())) {
            leaving.leave(batch, uid, entry);
        } else {
            put(batch, uid, before, after);
        }
    }

    private Marks marks(Batch batch, long uid) throws StoreException {
        Key key = Marks.key(account, uid);
        Optional<byte[]> record = batch.get(key);
        return record.isPresent() ? Marks.decode(key, record.get()) : Marks.NONE;
    }

    private void put(Batch batch, long uid, Marks before, Marks after) {
        if (!after.equals(before)) {
            Key key = Marks.key(account, uid);
            batch.put(key, after.encode(key));
        }
    }

    /** The list without what left, and with this device's marks. */
    private Listing apply(Listing listing) {
        return leaving.from(listing).marked(device, bits(listing, deleted), bits(listing, fetched));
    }

    private BitSet bits(Listing before, long[] uids) {
        Listing after = leaving.from(before);
        BitSet bits = new BitSet();
        for (long uid : uids) {
            int i = after.find(uid);
            if (i >= 0) {
                bits.set(i);
            }
        }
        return bits;
    }

    @Override
    public void publish() {
        if (removal.isPresent()) {
            removal.get().end(this::apply);
        } else {
            parts.lists().find(account).ifPresent(box -> box.change(this::apply));
        }
    }

    @Override
    public void abandon() {
        removal.ifPresent(Removal::end);
    }

    @Override
    public long weight() {
        return 512L * (deleted.length + fetched.length);
    }

    /** Whether a device may delete at all. */
    static void checkMayDelete(Device device, BitSet deleted) {
        if (device.readOnly() && !deleted.isEmpty()) {
            throw new IllegalArgumentException("this device may not delete");
        }
    }
}
