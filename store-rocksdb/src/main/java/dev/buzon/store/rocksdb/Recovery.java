package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.WriteBatch;

/** What is done at every start, before anybody is let in. */
final class Recovery {
    private static final Key STARTS = Key.meta("starts");

    /** Ids of one start; the bits above them count the starts. */
    private static final int ID_BITS = 40;

    private Recovery() {}

    /** Takes away what was written for messages that were not delivered; where new ids begin. */
    static AtomicLong run(Database db) throws StoreException {
        try (WriteBatch batch = new WriteBatch()) {
            for (Key arrival : arrivals(db)) {
                for (Key chunk : chunks(db, arrival.number(0))) {
                    db.deleteChunk(batch, chunk);
                }
                db.delete(batch, arrival);
            }
            Optional<byte[]> record = db.get(STARTS);
            long starts = record.isPresent() ? new Decoder(STARTS, record.get()).number() + 1 : 1;
            db.put(batch, STARTS, new Encoder().number(starts).seal(STARTS));
            db.write(batch, true);
            return new AtomicLong(starts << ID_BITS);
        }
    }

    private static List<Key> arrivals(Database db) throws StoreException {
        List<Key> arrivals = new ArrayList<>();
        db.scan(new Key(new byte[] {Key.ARRIVAL}), (key, _) -> arrivals.add(key));
        return arrivals;
    }

    private static List<Key> chunks(Database db, long body) throws StoreException {
        List<Key> chunks = new ArrayList<>();
        db.chunkKeys(body, chunks::add);
        return chunks;
    }
}
