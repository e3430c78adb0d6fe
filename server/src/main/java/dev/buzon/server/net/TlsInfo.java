package dev.buzon.server.net;

import java.util.Optional;

/**
 * What a handshake agreed on: for logs and Received lines (RFC 8314 §4).
 *
 * @param protocol {@code TLSv1.3}
 * @param suite the cipher suite by its registered name
 * @param alpn the application protocol, if the client asked for one
 * @param serverName the host name the client asked for (SNI), if it did
 */
public record TlsInfo(
        String protocol, String suite, Optional<String> alpn, Optional<String> serverName) {}
