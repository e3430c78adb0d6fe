package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.Journal;
import dev.buzon.store.StoreException;
import java.util.Optional;

/** A message back out of the bin. */
final class Restore implements Change<Boolean> {
    private final Parts parts;
    private final Address address;
    private final long uid;
    private long account;
    private boolean restored;

    Restore(Parts parts, Address address, long uid) {
        this.parts = parts;
        this.address = address;
        this.uid = uid;
    }

    @Override
    public Boolean prepare(Batch batch) throws StoreException {
        Optional<Person> person = parts.registry().person(batch, address);
        if (person.isEmpty()) {
            return false;
        }
        account = person.get().id();
        Key binKey = Entry.binKey(account, uid);
        Optional<byte[]> record = batch.get(binKey);
        if (record.isEmpty()) {
            return false;
        }
        Entry binned = Entry.decode(binKey, record.get());
        long now = parts.nowMicros();
        batch.delete(binKey);
        batch.delete(binned.dueKey(account, uid));
        Key key = Entry.key(account, uid);
        batch.put(key, binned.binnedAt(0).encode(key));
        Key marks = Marks.key(account, uid);
        batch.put(marks, new Marks(now, java.util.List.of()).encode(marks));
        Head head = Heads.get(batch, account);
        Heads.put(batch, account, head.plus(head.lastUid(), binned.octets()));
        Lines.put(
                batch,
                account,
                parts.ids().incrementAndGet(),
                new Journal.Line(Time.of(now), "", "", "restored", binned.uidl()));
        restored = true;
        return true;
    }

    /** It belongs in the middle of the list, which is read anew when it is next needed. */
    @Override
    public void publish() {
        if (restored) {
            parts.lists().find(account).ifPresent(Box::forget);
        }
    }
}
