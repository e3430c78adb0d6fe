package dev.buzon.server.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * What one address, one user or one pair of them did lately. Not for several threads: the lock of
 * the guard guards it.
 */
final class GuessCount {
    /** After this long without a failure, half of the failures are forgotten. */
    private static final Duration HALF_LIFE = Duration.ofHours(1);

    private final GuessRule rule;
    private int failures;
    private int underWay;
    private Instant halved;
    private Instant free;

    GuessCount(GuessRule rule, Instant now) {
        this.rule = rule;
        this.halved = now;
        this.free = now;
    }

    /** When the next attempt may start. */
    Instant free() {
        return free;
    }

    /** An attempt starts; gives the time until which it keeps others from starting. */
    Instant begin(Instant now) {
        forget(now);
        underWay++;
        if (failures >= rule.freeFailures()) {
            // One at a time: the next waits as if this one failed, until it is known better.
            free = now.plus(rule.gap(failures + 1));
        } else if (underWay > rule.atOnce()) {
            free = now.plus(rule.spacing());
        }
        return free;
    }

    /**
     * An attempt ended and was no wrong guess. It takes back what it kept others from, but not what
     * others did meanwhile: or attempts held open and given up one by one would undo each gap.
     */
    void endWithoutFailure(Instant now, Instant kept) {
        underWay--;
        if (failures >= rule.freeFailures() && free.equals(kept)) {
            free = now;
        }
    }

    /**
     * An attempt ended with a wrong guess.
     *
     * @param counted false for a guess that was made before; it only keeps the gap it was given
     */
    void endWithFailure(Instant now, boolean counted) {
        underWay--;
        if (counted) {
            failures++;
            halved = now;
            Instant after = now.plus(rule.gap(failures));
            free = after.isAfter(free) ? after : free;
        }
    }

    private void forget(Instant now) {
        long halvings = Duration.between(halved, now).dividedBy(HALF_LIFE);
        if (halvings > 0) {
            failures = halvings > 30 ? 0 : failures >> halvings;
            halved = halved.plus(HALF_LIFE.multipliedBy(halvings));
        }
    }
}
