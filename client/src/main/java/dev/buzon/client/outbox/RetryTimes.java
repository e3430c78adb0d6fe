package dev.buzon.client.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a message is tried again that a server could not take (RFC 5321 §4.5.4.1). */
final class RetryTimes {
    /** So long a server may say later before a message is given up. */
    static final Duration GIVE_UP = Duration.ofDays(5);

    /** However old it is, so often at least it is tried: this computer may have been off. */
    static final int ANSWERS_LEAST = 10;

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4));

    private RetryTimes() {}

    /**
     * The time after which to try again.
     *
     * @param before how many transfers there were before the one that failed
     */
    static Duration pause(int before) {
        return PAUSES.get(Math.min(before, PAUSES.size() - 1));
    }

    /** Whether a message is given up to which a server says later once more. */
    static boolean givesUp(Instant queued, int answersBefore, Instant now) {
        return answersBefore + 1 >= ANSWERS_LEAST && !now.isBefore(queued.plus(GIVE_UP));
    }
}
