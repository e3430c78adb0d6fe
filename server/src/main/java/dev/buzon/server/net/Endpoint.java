package dev.buzon.server.net;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a listener offers, wherever it listens.
 *
 * @param name for threads, logs and metrics: {@code pop3s}
 * @param service the protocol's driver
 * @param implicitTls the TLS to begin with before anything is said (RFC 8314 §3), if so
 * @param alpn the protocol's registered id for ALPN, if it has one: {@code pop3}
 * @param limits the time limits a connection begins with
 * @param overLimitLine what a client is told, without CRLF, when there is no room for it (not sent
 *     under implicit TLS)
 */
public record Endpoint(
        String name,
        Service service,
        Optional<Tls> implicitTls,
        Optional<String> alpn,
        TimeLimits limits,
        String overLimitLine) {
    /** The line as octets with CRLF. */
    byte[] overLimitOctets() {
        return (overLimitLine + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
