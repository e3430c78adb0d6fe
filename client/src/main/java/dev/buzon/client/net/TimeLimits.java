package dev.buzon.client.net;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a client waits; every wait has an end.
 *
 * @param connect for a TCP connection, and again for a TLS handshake as a whole
 * @param read for the next octets of an answer, for a whole status line, and for octets to be taken
 * @param total for the whole connection, or empty when only the single waits are limited
 */
public record TimeLimits(Duration connect, Duration read, Optional<Duration> total) {
    /** 30 s to connect, 5 min for a read (C-022), no limit for the whole. */
    public static final TimeLimits USUAL =
            new TimeLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Optional.empty());

    /** Refuses limits that are not positive. */
    public TimeLimits {
        if (!connect.isPositive()
                || !read.isPositive()
                || total.filter(t -> !t.isPositive()).isPresent()) {
            throw new IllegalArgumentException("a time limit is longer than no time at all");
        }
    }

    /** The same with another limit for reads. */
    public TimeLimits read(Duration limit) {
        return new TimeLimits(connect, limit, total);
    }

    /** The same with another limit for connecting. */
    public TimeLimits connect(Duration limit) {
        return new TimeLimits(limit, read, total);
    }

    /** The same with a limit for the whole connection. */
    public TimeLimits total(Duration limit) {
        return new TimeLimits(connect, read, Optional.of(limit));
    }
}
