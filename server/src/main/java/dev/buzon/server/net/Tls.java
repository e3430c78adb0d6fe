package dev.buzon.server.net;

import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** The server's side of TLS: the certificates of the moment and the rules of RFC 9325. */
public final class Tls {
    private Tls() {}

    /** No certificate, no TLS: STLS and STARTTLS are not offered (RFC 8314 §4). */
    public static Tls none() {
        return new Tls();
    }

    /** Whether a handshake can succeed, so that STLS may be announced. */
    public boolean offered() {
        return false;
    }

    /** A new engine for one connection, in server mode, if there is a certificate. */
    Optional<SSLEngine> engine(Optional<String> alpn) {
        return Optional.empty();
    }
}
