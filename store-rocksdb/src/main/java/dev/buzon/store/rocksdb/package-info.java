/**
 * The embedded engine of the store: RocksDB in one folder. Every change goes through one writer
 * thread, which turns all that wait into one batch and one fsync. docs/store-format.md says what is
 * on the disk, byte by byte. No protocol and no policy lives here: what a device sees and when a
 * message leaves is said in {@code dev.buzon.store}.
 */
@NullMarked
package dev.buzon.store.rocksdb;

import org.jspecify.annotations.NullMarked;
