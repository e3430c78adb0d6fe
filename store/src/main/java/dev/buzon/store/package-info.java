/**
 * The contract of the post office's store. It speaks mail, not database: open a maildrop for an
 * account and a device, stream a message in and deliver it to many recipients in one durable step,
 * read it back, commit deletes, expire, restore, write the journal. Engines live elsewhere, but for
 * {@link dev.buzon.store.MemoryStore}, which is a real one without a disk.
 *
 * <p>What every engine promises:
 *
 * <ul>
 *   <li>What a method has returned from is durable (as far as the engine has a disk): {@link
 *       Arrival#deliver} and {@link Maildrop#commit} happen wholly or not at all, and survive a
 *       power cut once they returned.
 *   <li>A failure is a {@link StoreException}, never an empty list, a short message or a missing
 *       one.
 *   <li>A UIDL is given at arrival, kept with the message, and never given to another message of
 *       the account.
 *   <li>A {@link Maildrop} is a frozen list: nothing that arrives, expires or is restored changes
 *       it while it is open.
 *   <li>A delivery never waits for a reader.
 * </ul>
 *
 * <p>All types are safe for use by many threads, but for {@link Arrival} and {@link Content}, which
 * belong to one.
 */
@NullMarked
package dev.buzon.store;

import org.jspecify.annotations.NullMarked;
