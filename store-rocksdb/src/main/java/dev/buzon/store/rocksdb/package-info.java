@org.jspecify.annotations.NullMarked
package dev.buzon.store.rocksdb;
