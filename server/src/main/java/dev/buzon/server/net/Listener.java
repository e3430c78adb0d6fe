package dev.buzon.server.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One address clients come to. Each gets a virtual thread, as long as there is room for it. */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Connections the kernel keeps waiting for us. */
    private static final int BACKLOG = 1024;

    /**
     * How long accepting pauses when the process has no descriptor left: 5 tries a second cost
     * nothing.
     */
    private static final long PAUSE_MILLIS = 200;

    /** Ports below this one are for who may open them. */
    private static final int FIRST_FREE_PORT = 1024;

    private final Endpoint endpoint;
    private final Network network;
    private final ServerSocketChannel channel;
    private final SocketAddress address;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Connections accepted so far, those turned away included. */
    public final LongAdder accepted = new LongAdder();

    /** TLS handshakes that failed on an implicit TLS endpoint. */
    public final LongAdder failedHandshakes = new LongAdder();

    private Listener(
            Endpoint endpoint,
            Network network,
            ServerSocketChannel channel,
            SocketAddress address) {
        this.endpoint = endpoint;
        this.network = network;
        this.channel = channel;
        this.address = address;
    }

    /** Listens on a TCP address; port 0 takes a free one. */
    static Listener tcp(Endpoint endpoint, InetSocketAddress at, Network network)
            throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(at, BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw refusal(endpoint.name(), at, e);
        }
        return new Listener(endpoint, network, channel, channel.getLocalAddress()).start();
    }

    /** Why nobody can listen there, in words for people. */
    public static IOException refusal(String name, InetSocketAddress at, IOException e) {
        return new IOException(
                "cannot listen on %s port %d for %s: %s"
                        .formatted(
                                at.getAddress().getHostAddress(),
                                at.getPort(),
                                name,
                                advice(at, e)),
                e);
    }

    /** What the system said, and for ports that only root may open what can be done. */
    static String advice(InetSocketAddress at, IOException e) {
        String said = String.valueOf(e.getMessage());
        return at.getPort() < FIRST_FREE_PORT && said.contains("Permission denied")
                ? said
                        + "; a port below 1024 needs root or the capability CAP_NET_BIND_SERVICE,"
                        + " or set another port under [listen] in the configuration"
                : said;
    }

    /**
     * Listens on a Unix domain socket. The file appears with its mode already set, and replaces one
     * that nobody answers on any more.
     *
     * @param mode such as {@code rw-rw----}
     */
    static Listener unix(Endpoint endpoint, Path at, String mode, Network network)
            throws IOException {
        if (Files.exists(at) && answers(at)) {
            throw new IOException("another program listens on " + at);
        }
        Path fresh = at.resolveSibling(at.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
            Files.move(fresh, at, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "cannot listen on %s for %s: %s".formatted(at, endpoint.name(), e.getMessage()),
                    e);
        }
        return new Listener(endpoint, network, channel, UnixDomainSocketAddress.of(at)).start();
    }

    private static boolean answers(Path socket) {
        try (var probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Listener start() {
        Thread.ofPlatform().name("accept-" + endpoint.name()).daemon().start(this::acceptAll);
        return this;
    }

    /** What it offers. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Where it listens, with the port it really has. */
    public SocketAddress address() {
        return address;
    }

    /** The TCP port it really has; 0 for a Unix domain socket. */
    public int port() {
        return address instanceof InetSocketAddress tcp ? tcp.getPort() : 0;
    }

    /** Accepts nobody any more; connections that are open go on. */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        stopped.countDown();
        try {
            channel.close();
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            LOG.warn("{}: could not close its listener: {}", endpoint.name(), e.getMessage());
        }
    }

    private void acceptAll() {
        long saidAtNanos = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
        while (open.get()) {
            try {
                admit(channel.accept());
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (!open.get()) {
                    return;
                }
                long now = System.nanoTime();
                if (now - saidAtNanos >= TimeUnit.SECONDS.toNanos(1)) {
                    LOG.error("{}: cannot accept connections: {}", endpoint.name(), e.getMessage());
                    saidAtNanos = now;
                }
                pause();
            }
        }
    }

    /** Waits a little, or until the listener is closed. */
    private void pause() {
        try {
            if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("{}: closed while it could not accept", endpoint.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(SocketChannel client) throws IOException {
        accepted.increment();
        Connection connection;
        try {
            connection = Connection.of(client, network.deadlines(), endpoint.limits());
        } catch (IOException e) {
            client.close(); // it went away before we looked
            return;
        }
        if (!network.enter(connection)) {
            refuse(client, connection);
            return;
        }
        try {
            Thread.ofVirtual().name(endpoint.name()).start(() -> serve(connection));
        } catch (RuntimeException | OutOfMemoryError e) {
            connection.cut(End.CLOSED);
            network.leave(connection);
            throw e;
        }
    }

    /** Never blocks: the first octets of a connection always fit the kernel's buffer. */
    private void refuse(SocketChannel client, Connection connection) throws IOException {
        try {
            if (endpoint.implicitTls().isEmpty()) {
                client.write(ByteBuffer.wrap(endpoint.overLimitOctets()));
                client.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.debug("{}: a refused client had gone already", endpoint.name());
        } finally {
            connection.release();
        }
    }

    private void serve(Connection connection) {
        try {
            if (endpoint.implicitTls().isPresent()
                    && connection.startTls(endpoint.implicitTls().get(), endpoint.alpn())
                            != TlsStart.STARTED) {
                failedHandshakes.increment();
                return;
            }
            endpoint.service().serve(connection);
        } catch (ConnectionEndedException e) {
            LOG.debug("{} {}: ended: {}", endpoint.name(), connection.peer().text(), e.end());
        } catch (RuntimeException | Error e) {
            LOG.error("{} {}: session failed", endpoint.name(), connection.peer().text(), e);
            connection.cut(End.CLOSED);
        } finally {
            try {
                connection.close();
            } finally {
                network.leave(connection);
            }
        }
    }
}
