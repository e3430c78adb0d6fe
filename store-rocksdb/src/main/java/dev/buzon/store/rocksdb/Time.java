package dev.buzon.store.rocksdb;

import java.time.Instant;

/**
 * Times in packed lists and in keys: microseconds since 1970, the last bit of a second rounded up.
 */
final class Time {
    private Time() {}

    static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L),
                (time.getNano() + 999) / 1000);
    }

    static Instant of(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }
}
