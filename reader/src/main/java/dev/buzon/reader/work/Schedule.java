package dev.buzon.reader.work;

import dev.buzon.client.account.MailAccount;
import java.time.Duration;
import java.util.Optional;

/**
 * When an account is collected by itself.
 *
 * @param account it
 * @param atStart whether as soon as the reader runs
 * @param every how long between two runs; empty for only when asked
 * @param automatic whether mail is fetched; else it is only looked how much there is
 */
public record Schedule(
        MailAccount account, boolean atStart, Optional<Duration> every, boolean automatic) {
    /** No account is asked more often than that, whatever its file says. */
    public static final Duration LEAST = Duration.ofMinutes(1);

    /** Keeps pauses from being too short. */
    public Schedule {
        every = every.map(time -> time.compareTo(LEAST) < 0 ? LEAST : time);
    }

    /** As the account's file says: at start, and fetched. */
    public static Schedule of(MailAccount account) {
        return new Schedule(account, true, Optional.of(account.every()), true);
    }
}
