package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;

/**
 * Something that changes the store, done by the writer's thread: first it is prepared, together
 * with others it becomes durable, then it is made known. All reading and deciding is in {@link
 * #prepare}, where nobody else changes anything.
 *
 * @param <T> what whoever asked for it learns
 */
interface Change<T> {
    /** Says in the batch what is to change. An exception means: nothing, and the asker gets it. */
    T prepare(Batch batch) throws StoreException;

    /** It is durable: cached lists follow. */
    default void publish() {}

    /** It was prepared and then not written: what was held for it is let go. */
    default void abandon() {}

    /** Whether it must be on the disk before anybody is told. */
    default boolean durable() {
        return true;
    }

    /** Whether it scans records, and hence must not share a batch with changes before it. */
    default boolean alone() {
        return false;
    }

    /** About how many octets it writes. */
    default long weight() {
        return 512;
    }
}
