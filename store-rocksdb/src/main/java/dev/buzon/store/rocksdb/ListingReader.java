package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Builds the list of an account from its entries and marks. */
final class ListingReader {
    private ListingReader() {}

    static Listing read(Database db, Moment moment, long account) throws StoreException {
        Listing[] listing = {Listing.empty()};
        Key entries = Key.of(Key.ENTRY, account);
        db.scan(
                moment,
                entries,
                (key, record) -> {
                    listing[0] = listing[0].plus(key.number(1), Entry.decode(key, record));
                    return true;
                });
        return listing[0].count() == 0 ? listing[0] : marked(db, moment, account, listing[0]);
    }

    private static Listing marked(Database db, Moment moment, long account, Listing listing)
            throws StoreException {
        Map<Long, Listing.Done> done = new HashMap<>();
        Key marks = Key.of(Key.MARKS, account);
        db.scan(
                moment,
                marks,
                (key, record) -> {
                    int i = listing.find(key.number(1));
                    for (Marks.Mark m : Marks.decode(key, record).devices()) {
                        if (i >= 0) {
                            Listing.Done d =
                                    done.computeIfAbsent(
                                            m.device(),
                                            _ -> new Listing.Done(new BitSet(), new BitSet()));
                            d.deleted().set(i, m.deleted() != 0);
                            d.fetched().set(i, m.fetched() != 0);
                        }
                    }
                    return true;
                });
        Listing result = listing;
        for (Map.Entry<Long, Listing.Done> e : done.entrySet()) {
            result = result.marked(e.getKey(), e.getValue().deleted(), e.getValue().fetched());
        }
        return result;
    }
}
