package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the parts of one open store share.
 *
 * @param ids the next number for a body or a line of the journal
 * @param freed octets of bodies that went since their room was given back to the disk
 */
record Parts(
        Folder folder,
        Settings settings,
        Database db,
        Writer writer,
        Lists lists,
        Registry registry,
        Buffers buffers,
        AtomicLong ids,
        AtomicLong freed) {
    /** Whether only the reserve of the disk is left. */
    boolean isFull() throws StoreException {
        try {
            return folder.free() < settings.reserveOctets();
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.TEMPORARY, "the disk cannot be asked for its room", e);
        }
    }

    long nowMicros() {
        return Time.micros(settings.clock().instant());
    }
}
