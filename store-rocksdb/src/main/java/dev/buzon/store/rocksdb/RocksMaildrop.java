package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.Content;
import dev.buzon.store.Device;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/** The frozen list of one device, and the moment of the database that it was taken at. */
final class RocksMaildrop implements Maildrop {
    private final Parts parts;
    private final Address address;
    private final long account;
    private final Person.Numbered device;
    private final Box box;
    private final Listing listing;
    private final Moment snapshot;
    private final Optional<int[]> indexes;
    private final BitSet damaged = new BitSet();
    private boolean closed;

    RocksMaildrop(Parts parts, Person person, Person.Numbered device, Box box, Box.Seen seen) {
        this.parts = parts;
        this.address = person.account().address();
        this.account = person.id();
        this.device = device;
        this.box = box;
        this.listing = seen.listing();
        this.snapshot = seen.moment();
        this.indexes = indexes(listing, device);
    }

    /** Which messages of the account the device sees; empty when it sees all. */
    private static Optional<int[]> indexes(Listing listing, Person.Numbered numbered) {
        Device device = numbered.device();
        BitSet deleted = listing.done(numbered.id()).deleted();
        if (device.sees() == Device.Sees.ALL && deleted.isEmpty()) {
            return Optional.empty();
        }
        int[] seen = new int[listing.count()];
        int count = 0;
        for (int i = 0; i < seen.length; i++) {
            if (!deleted.get(i) && device.collects(Time.of(listing.arrived(i)))) {
                seen[count++] = i;
            }
        }
        return Optional.of(java.util.Arrays.copyOf(seen, count));
    }

    private int index(int number) {
        int i = Objects.checkIndex(number - 1, count());
        return indexes.isPresent() ? indexes.get()[i] : i;
    }

    @Override
    public int count() {
        return indexes.isPresent() ? indexes.get().length : listing.count();
    }

    @Override
    public long totalOctets(Form form) {
        if (indexes.isEmpty()) {
            return listing.totalOctets(form);
        }
        long sum = 0;
        for (int i : indexes.get()) {
            sum += listing.octets(i, form);
        }
        return sum;
    }

    @Override
    public long octets(int number, Form form) {
        return listing.octets(index(number), form);
    }

    @Override
    public String uidl(int number) {
        return listing.uidl(index(number));
    }

    @Override
    public boolean readOnly() {
        return device.device().readOnly();
    }

    @Override
    public Content read(int number, Form form) throws StoreException {
        long uid = listing.uid(index(number));
        try {
            Key key = Entry.key(account, uid);
            Entry entry = Entry.decode(key, need(key));
            Key bodyKey = Body.key(entry.body());
            Body body = Body.decode(bodyKey, need(bodyKey));
            if (entry.octets(form) != listing.octets(index(number), form)
                    || entry.octets(form) != entry.prefix(form).length() + body.octets(form)) {
                throw new StoreException(
                        StoreException.Kind.PERMANENT,
                        "the sizes of the record " + key + " do not fit its body");
            }
            return new RocksContent(parts, snapshot, entry, body, form, () -> damaged.set(number));
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.PERMANENT) {
                damaged.set(number);
            }
            throw e;
        }
    }

    private byte[] need(Key key) throws StoreException {
        return parts.db()
                .get(snapshot, key)
                .orElseThrow(() ->
                        new StoreException(
                                StoreException.Kind.PERMANENT,
                                "the record " + key + " is missing"));
    }

    @Override
    public boolean damaged(int number) {
        return damaged.get(number);
    }

    @Override
    public void commit(BitSet deleted, BitSet fetched) throws StoreException {
        checkNumbers(deleted);
        checkNumbers(fetched);
        Commit.checkMayDelete(device.device(), deleted);
        if (deleted.intersects(damaged)) {
            throw new StoreException(
                    StoreException.Kind.PERMANENT,
                    "a message of " + address + " that is damaged was to be deleted");
        }
        BitSet known = listing.done(device.id()).fetched();
        long[] away = uids(deleted);
        BitSet rest = (BitSet) fetched.clone();
        rest.andNot(deleted);
        rest.stream().filter(n -> known.get(index(n))).forEach(rest::clear);
        long[] marked = uids(rest);
        parts.db().check();
        parts.writer().perform(new Commit(parts, address, account, device.id(), away, marked));
    }

    private long[] uids(BitSet numbers) {
        return numbers.stream().mapToLong(n -> listing.uid(index(n))).toArray();
    }

    private void checkNumbers(BitSet numbers) {
        if (numbers.get(0) || numbers.length() > count() + 1) {
            throw new IllegalArgumentException("numbers run from 1 to " + count());
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            snapshot.release();
            box.unlock(device.id());
            parts.lists().unpin(account);
        }
    }
}
