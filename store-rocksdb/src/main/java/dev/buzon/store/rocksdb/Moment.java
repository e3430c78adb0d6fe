package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import org.rocksdb.ReadOptions;

/**
 * The database as it was at a moment. It may be let go by one thread while another reads (a session
 * that is taken over), so the memory of RocksDB behind it is freed with the last reader.
 */
final class Moment {
    private final Database db;
    private final ReadOptions options;
    private int readers;
    private boolean released;

    Moment(Database db, ReadOptions options) {
        this.db = db;
        this.options = options;
    }

    /** Begins to read; {@link #exit} must follow. */
    synchronized ReadOptions enter() throws StoreException {
        if (released) {
            throw new StoreException(StoreException.Kind.TEMPORARY, "the maildrop is closed");
        }
        readers++;
        return options;
    }

    synchronized void exit() {
        readers--;
        freeIfUnused();
    }

    /** Lets go of it. */
    synchronized void release() {
        if (!released) {
            released = true;
            freeIfUnused();
        }
    }

    private void freeIfUnused() {
        if (released && readers == 0) {
            db.free(options);
        }
    }
}
