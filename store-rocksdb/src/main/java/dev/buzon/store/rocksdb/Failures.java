package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB's failures mean for mail: whether waiting helps. */
final class Failures {
    private Failures() {}

    /** Of a read: damage and what is missing need a person; the rest passes. */
    static StoreException whileReading(String what, RocksDBException e) {
        return new StoreException(readKind(e), what + ": " + e.getMessage(), e);
    }

    /** Of a write: nothing was acknowledged, the sender keeps the message and tries again. */
    static StoreException whileWriting(RocksDBException e) {
        return new StoreException(
                StoreException.Kind.TEMPORARY, "a change cannot be written: " + e.getMessage(), e);
    }

    private static StoreException.Kind readKind(RocksDBException e) {
        Status status = e.getStatus();
        if (status == null) {
            return StoreException.Kind.PERMANENT;
        }
        return switch (status.getCode()) {
            case Corruption, NotFound, NotSupported, InvalidArgument, Undefined ->
                    StoreException.Kind.PERMANENT;
            case IOError ->
                    passes(status.getSubCode(), String.valueOf(e.getMessage()))
                            ? StoreException.Kind.TEMPORARY
                            : StoreException.Kind.PERMANENT;
            case Ok,
                    MergeInProgress,
                    Incomplete,
                    ShutdownInProgress,
                    TimedOut,
                    Aborted,
                    Busy,
                    Expired,
                    TryAgain ->
                    StoreException.Kind.TEMPORARY;
        };
    }

    private static boolean passes(Status.SubCode code, String message) {
        return code == Status.SubCode.NoSpace || message.contains("Too many open files");
    }
}
