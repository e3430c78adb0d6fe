package dev.buzon.client.sync;

import dev.buzon.client.sync.Outcome.Cause;
import java.time.Duration;

/** How long to stay away from a server that could not serve us: longer each time in a row. */
final class Pauses {
    /** However often it failed, an account is looked at again within this time. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** Doublings beyond this change nothing any more. */
    private static final int MOST_DOUBLINGS = 10;

    private Pauses() {}

    /**
     * How long to wait.
     *
     * @param times how often in a row a run was not complete, from 1
     */
    static Duration after(Cause cause, int times) {
        Duration first =
                switch (cause) {
                    case RUNNING_ALREADY -> Duration.ofSeconds(30);
                    case IN_USE, UNREACHABLE, LINE, TEMPORARY -> Duration.ofMinutes(1);
                    case LOGIN_DELAY, REFUSALS, LOGIN_UNCERTAIN -> Duration.ofMinutes(5);
                };
        Duration pause = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, times - 1)));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
