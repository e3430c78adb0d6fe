/** Tests of the embedded engine: the contract, crashes, faults under it, speed. */
@NullMarked
package dev.buzon.store.rocksdb;

import org.jspecify.annotations.NullMarked;
