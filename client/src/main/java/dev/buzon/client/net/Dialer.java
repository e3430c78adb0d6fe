package dev.buzon.client.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Opens the TCP connection below everything else; a relay, a proxy or a test has its own. */
@FunctionalInterface
public interface Dialer {
    /**
     * A connected socket to this server.
     *
     * @param limit how long looking up and connecting may take
     * @throws IOException when there is none, {@link java.net.SocketTimeoutException} when it took
     *     too long
     */
    Socket dial(ServerAddress server, Duration limit) throws IOException;

    /** Straight to the server: each address of its name in turn until one answers. */
    static Dialer direct() {
        return DirectDial::dial;
    }
}
