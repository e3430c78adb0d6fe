package dev.buzon.e2e.play;

import dev.buzon.e2e.script.OctetString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection over a real socket. */
final class SocketWire implements Wire {
    /** How long a server may take to say the next octet. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int BUFFER_OCTETS = 1 << 16;

    private final SSLContext tls;
    private Socket socket;
    private final byte[] buffer = new byte[BUFFER_OCTETS];

    /**
     * Connects.
     *
     * @param from the address of the client's end; it tells the server whether the peer is itself
     */
    SocketWire(InetSocketAddress server, InetAddress from, SSLContext tls) throws IOException {
        this.tls = tls;
        socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server, (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
    }

    @Override
    public void send(String octets) throws IOException {
        try {
            socket.getOutputStream().write(OctetString.octets(octets));
        } catch (SocketException e) {
            // The server has closed already: what it said before that is still to be read.
            return;
        }
    }

    @Override
    public Optional<String> receive() throws IOException {
        int count;
        try {
            count = socket.getInputStream().read(buffer);
        } catch (SocketException e) {
            return Optional.empty();
        }
        return count < 0
                ? Optional.empty()
                : Optional.of(OctetString.of(java.util.Arrays.copyOf(buffer, count)));
    }

    @Override
    public void startTls() throws IOException {
        var host = socket.getInetAddress().getHostAddress();
        var secure =
                (SSLSocket)
                        tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        socket = secure;
        secure.startHandshake();
    }

    @Override
    public void cut() throws IOException {
        socket.shutdownOutput();
        var rest = receive();
        while (rest.isPresent()) {
            rest = receive();
        }
        socket.close();
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
