package dev.buzon.server.auth;

import java.time.Duration;

/**
 * How attempts of one kind are slowed down.
 *
 * @param freeFailures how many failures cost nothing
 * @param atOnce how many attempts may be under way before the next ones are spaced
 * @param spacing how far apart those are, while there are few failures
 * @param first the gap after the first failure that costs; each further one doubles it
 * @param longest the longest gap
 */
public record GuessRule(
        int freeFailures, int atOnce, Duration spacing, Duration first, Duration longest) {
    /** For an address, and for an address and a user that have met: 57 guesses in an hour. */
    public static final GuessRule ADDRESS =
            new GuessRule(
                    5, 16, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(100));

    /** For a user, over all addresses that are strange to it: 20 guesses in an hour. */
    public static final GuessRule USER =
            new GuessRule(
                    1, 4, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(330));

    /** How long after an attempt the next one may start, when this many have failed. */
    Duration gap(int failures) {
        if (failures <= freeFailures) {
            return Duration.ZERO;
        }
        int doublings = Math.min(30, failures - freeFailures - 1);
        Duration gap = first.multipliedBy(1L << doublings);
        return gap.compareTo(longest) < 0 ? gap : longest;
    }
}
