package dev.buzon.bench.load;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which messages each user has: what was acknowledged on one side, what was fetched on the other.
 * Safe for several threads.
 */
public final class Ledger {
    private final Map<Integer, BitSet> messages = new HashMap<>();

    /** Nobody has anything. */
    public Ledger() {}

    /** Enters message {@code index} for the user of that number. */
    public synchronized void add(int user, int index) {
        messages.computeIfAbsent(user, _ -> new BitSet()).set(index);
    }

    /** How many messages all users have. */
    public synchronized long size() {
        return messages.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** How many of these messages {@code other} has not. */
    public synchronized long missingIn(Ledger other) {
        long missing = 0;
        for (Map.Entry<Integer, BitSet> entry : messages.entrySet()) {
            BitSet left = (BitSet) entry.getValue().clone();
            left.andNot(other.of(entry.getKey()));
            missing += left.cardinality();
        }
        return missing;
    }

    private synchronized BitSet of(int user) {
        return (BitSet) messages.getOrDefault(user, new BitSet()).clone();
    }
}
