package dev.buzon.client.net;

import java.util.Optional;

/**
 * How connections to one server are made.
 *
 * @param server where it is
 * @param protocol what is spoken, as ALPN names it (RFC 7301 §6), such as {@code pop3}; empty for
 *     none
 */
public record Line(
        ServerAddress server,
        Trust trust,
        TimeLimits limits,
        Dialer dialer,
        Pace pace,
        WireLog log,
        Optional<String> protocol) {
    /** A line as most want it. */
    public static Line to(ServerAddress server) {
        return new Line(
                server,
                Trust.system(),
                TimeLimits.USUAL,
                Dialer.direct(),
                Pace.unlimited(),
                WireLog.none(),
                Optional.empty());
    }
}
