package dev.buzon.e2e.play;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/** Connections to servers on this machine. */
public final class Sockets {
    private static final SSLContext TLS = TrustAll.context();

    private Sockets() {}

    /** A connection from this address, with the TLS handshake made or not. */
    public static Wire connect(InetSocketAddress server, InetAddress from, boolean tlsFirst)
            throws IOException {
        var wire = new SocketWire(server, from, TLS);
        if (tlsFirst) {
            wire.startTls();
        }
        return wire;
    }
}
