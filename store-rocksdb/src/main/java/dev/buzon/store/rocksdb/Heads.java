package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.Optional;

/** The counters of accounts in a batch. */
final class Heads {
    private Heads() {}

    static Head get(Batch batch, long account) throws StoreException {
        Key key = Head.key(account);
        return decode(key, batch.get(key));
    }

    static Head get(Database db, long account) throws StoreException {
        Key key = Head.key(account);
        return decode(key, db.get(key));
    }

    static void put(Batch batch, long account, Head head) {
        Key key = Head.key(account);
        batch.put(key, head.encode(key));
    }

    private static Head decode(Key key, Optional<byte[]> record) throws StoreException {
        if (record.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.PERMANENT, "the counters " + key + " are missing");
        }
        return Head.decode(key, record.get());
    }
}
