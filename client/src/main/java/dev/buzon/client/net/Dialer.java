package dev.buzon.client.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Opens the TCP connection below everything else; a relay, a proxy or a test has its own. */
@FunctionalInterface
public interface Dialer {
    /**
     * A connected socket to this server.
     *
     * @param limit how long connecting may take
     * @throws IOException when there is none, {@link java.net.SocketTimeoutException} when it took
     *     too long
     */
    Socket dial(ServerAddress server, Duration limit) throws IOException;

    /** Straight to the server: each address of its name in turn until one answers. */
    static Dialer direct() {
        return (server, limit) -> {
            IOException last = new UnknownHostException(server.host());
            for (var address : java.net.InetAddress.getAllByName(server.host())) {
                Socket socket = new Socket();
                try {
                    socket.connect(
                            new InetSocketAddress(address, server.port()),
                            Math.toIntExact(Math.min(limit.toMillis(), Integer.MAX_VALUE)));
                    return socket;
                } catch (IOException e) {
                    socket.close();
                    last = e;
                }
            }
            throw last;
        };
    }
}
