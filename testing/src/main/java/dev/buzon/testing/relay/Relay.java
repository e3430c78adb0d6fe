package dev.buzon.testing.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * A TCP relay on a loopback port that makes the line behind it long, thin or unreliable. What goes
 * through is not looked at, so TLS goes through as well.
 *
 * <pre>{@code
 * try (Relay line = Relay.to(office.port("pop3")).roundTrip(Duration.ofMillis(100)).start()) {
 *     ... line.port() ...
 * }
 * }</pre>
 *
 * <p>A connection is accepted at once, because the machine does that by itself; the way to the
 * server begins half a round trip later, so that a server's greeting arrives one whole round trip
 * after a client connected.
 */
public final class Relay implements AutoCloseable {
    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 1024;

    /** What a relay is to be like. */
    public static final class Builder {
        private final InetSocketAddress server;
        private Duration roundTrip = Duration.ZERO;
        private long octetsPerSecond;
        private IntFunction<Fate> fates = _ -> Fate.spared();

        private Builder(InetSocketAddress server) {
            this.server = server;
        }

        /** How long the line is: half of this passes in each direction. */
        public Builder roundTrip(Duration time) {
            roundTrip = time;
            return this;
        }

        /** How wide the line is in each direction, for each connection; 0, the default: endless. */
        public Builder octetsPerSecond(long octets) {
            octetsPerSecond = octets;
            return this;
        }

        /** What becomes of each connection; they are counted from 1. */
        public Builder fates(IntFunction<Fate> ofConnection) {
            fates = ofConnection;
            return this;
        }

        /** What becomes of every connection. */
        public Builder fate(Fate ofEach) {
            return fates(_ -> ofEach);
        }

        /** Opens the relay on a free loopback port. */
        public Relay start() {
            try {
                return new Relay(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final InetSocketAddress server;
    private final long halfNanos;
    private final long octetsPerSecond;
    private final ServerSocket listener;
    private final Set<RelayedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong octetsToServer = new AtomicLong();
    private final AtomicLong octetsToClient = new AtomicLong();
    private volatile IntFunction<Fate> fates;
    private volatile boolean refusing;

    private Relay(Builder wish) throws IOException {
        this.server = wish.server;
        this.halfNanos = wish.roundTrip.toNanos() / 2;
        this.octetsPerSecond = wish.octetsPerSecond;
        this.fates = wish.fates;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /** A relay to a port of this machine. */
    public static Builder to(int port) {
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** A relay to this server. */
    public static Builder to(InetSocketAddress server) {
        return new Builder(server);
    }

    /** The loopback port at which clients reach the server. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** Octets that were passed on to the server so far, over all connections. */
    public long octetsToServer() {
        return octetsToServer.get();
    }

    /** Octets that were passed on to clients so far, over all connections. */
    public long octetsToClient() {
        return octetsToClient.get();
    }

    /** What becomes of each connection from now on; they are counted from 1 since the start. */
    public void fates(IntFunction<Fate> ofConnection) {
        fates = ofConnection;
    }

    /** Ends all connections that are open now in this way. */
    public void endAll(Fate.How how) {
        open.forEach(one -> one.end(how));
    }

    /** Whether new connections are reset at once, as if the line were down. */
    public void refuse(boolean yes) {
        refusing = yes;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                int number = connections.incrementAndGet();
                var one = new RelayedConnection(client, fates.apply(number), this::passed);
                open.add(one);
                Thread.ofVirtual().name("relay-" + number).start(() -> carry(one));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void carry(RelayedConnection one) {
        try {
            if (refusing || listener.isClosed()) {
                one.end(Fate.How.RST);
            } else {
                one.carry(server, halfNanos, octetsPerSecond);
            }
        } finally {
            open.remove(one);
        }
    }

    private void passed(boolean toServer, int octets) {
        (toServer ? octetsToServer : octetsToClient).addAndGet(octets);
    }

    /** Closes the port and resets what is open. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(one -> one.end(Fate.How.RST));
        }
    }
}
