package dev.buzon.server.net;

import java.time.Duration;

/**
 * How long a connection may keep its server waiting.
 *
 * @param idle without an octet from the client while it is the client's turn (RFC 1939 §3 and RFC
 *     5321 §4.5.3.2.7 ask for 10 and 5 minutes at least)
 * @param write without the client taking an octet of what is written to it
 * @param handshake for a whole TLS handshake
 * @param closing for the last octets, close_notify included, when this side closes
 */
public record TimeLimits(Duration idle, Duration write, Duration handshake, Duration closing) {
    /** 10 min 30 s, 10 min, 30 s and 5 s. */
    public static final TimeLimits USUAL =
            new TimeLimits(
                    Duration.ofSeconds(630),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5));

    /** The same with another idle limit. */
    public TimeLimits withIdle(Duration limit) {
        return new TimeLimits(limit, write, handshake, closing);
    }

    /** The same with another write limit. */
    public TimeLimits withWrite(Duration limit) {
        return new TimeLimits(idle, limit, handshake, closing);
    }
}
