package dev.buzon.store.rocksdb;

import dev.buzon.store.MemoryStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What can be chosen about a store on a disk. The defaults suit a machine of 512 MB.
 *
 * @param clock tells the time of arrivals, marks and the bin
 * @param random for the part of UIDLs that is chance
 * @param binTime how long deleted messages can be had back; zero turns the bin off
 * @param blockCacheOctets memory for what was read from the index, in octets
 * @param listCacheOctets memory for lists of maildrops, in octets
 * @param reserveOctets how much of the disk must be free for a message to be taken in; what is
 *     below is for deletes, so that a full disk can be emptied
 */
public record Settings(
        InstantSource clock,
        RandomGenerator random,
        Duration binTime,
        long blockCacheOctets,
        long listCacheOctets,
        long reserveOctets) {
    private static final long MIB = 1L << 20;

    /** The system's clock, a bin of two weeks, 16 MiB for blocks, 32 MiB for lists, 64 MiB free. */
    public static Settings standard() {
        return new Settings(
                InstantSource.system(),
                new SecureRandom(),
                MemoryStore.BIN_TIME,
                16 * MIB,
                32 * MIB,
                64 * MIB);
    }

    /** These with another bin time. */
    public Settings withBinTime(Duration other) {
        return new Settings(clock, random, other, blockCacheOctets, listCacheOctets, reserveOctets);
    }

    /** These with another clock and source of chance. */
    public Settings with(InstantSource otherClock, RandomGenerator otherRandom) {
        return new Settings(
                otherClock, otherRandom, binTime, blockCacheOctets, listCacheOctets, reserveOctets);
    }

    /** These with another limit for the memory that lists of maildrops take, in octets. */
    public Settings withListCache(long octets) {
        return new Settings(clock, random, binTime, blockCacheOctets, octets, reserveOctets);
    }

    /** These with another reserve, in octets. */
    public Settings withReserve(long octets) {
        return new Settings(clock, random, binTime, blockCacheOctets, listCacheOctets, octets);
    }
}
