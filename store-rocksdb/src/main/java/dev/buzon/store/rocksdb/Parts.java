package dev.buzon.store.rocksdb;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the parts of one open store share.
 *
 * @param ids the next number for a body or a line of the journal
 */
record Parts(
        Folder folder,
        Settings settings,
        Database db,
        Writer writer,
        Lists lists,
        Registry registry,
        Buffers buffers,
        AtomicLong ids) {
    long nowMicros() {
        return Time.micros(settings.clock().instant());
    }
}
