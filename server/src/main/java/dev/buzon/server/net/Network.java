package dev.buzon.server.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All listeners and connections of one server: they share the room there is, the one who looks at
 * the clock, and their end.
 */
public final class Network implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private final Deadlines deadlines;
    private final Admission admission;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Nobody listens yet. */
    public Network(Deadlines deadlines, Admission admission) {
        this.deadlines = deadlines;
        this.admission = admission;
    }

    /** Offers something on a TCP address; port 0 takes a free one. */
    public Listener listen(Endpoint endpoint, InetSocketAddress at) throws IOException {
        return keep(Listener.tcp(endpoint, at, this));
    }

    /**
     * Offers something on a Unix domain socket.
     *
     * @param mode of the socket file, such as {@code rw-rw----}
     */
    public Listener listen(Endpoint endpoint, Path at, String mode) throws IOException {
        return keep(Listener.unix(endpoint, at, mode, this));
    }

    /** All listeners. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** The connections that are open now. */
    public Set<Connection> connections() {
        return Set.copyOf(connections);
    }

    /** Who looks at the clock. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Who may come in. */
    public Admission admission() {
        return admission;
    }

    /**
     * Stops: accepts nobody any more, tells every session ({@link End#SHUTDOWN}) so that it can
     * finish what it does, waits this long at most, then cuts what is left.
     *
     * @return how many had to be cut
     */
    public int stop(Duration patience) throws InterruptedException {
        listeners.forEach(Listener::close);
        stopping = true;
        connections.forEach(connection -> connection.end(End.SHUTDOWN));
        synchronized (connections) {
            long until = System.nanoTime() + patience.toNanos();
            long left = patience.toNanos();
            while (!connections.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(connections, left);
                left = until - System.nanoTime();
            }
        }
        int cut = connections.size();
        if (cut > 0) {
            LOG.warn("{} sessions did not end in time and were cut", cut);
        }
        connections.forEach(connection -> connection.cut(End.SHUTDOWN));
        return cut;
    }

    /** Stops at once. */
    @Override
    public void close() {
        try {
            stop(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean enter(Connection connection) {
        if (!admission.enter(connection.peer())) {
            return false;
        }
        connections.add(connection);
        if (stopping) {
            connection.end(End.SHUTDOWN);
        }
        return true;
    }

    void leave(Connection connection) {
        admission.leave(connection.peer());
        synchronized (connections) {
            connections.remove(connection);
            if (connections.isEmpty()) {
                connections.notifyAll();
            }
        }
    }

    private Listener keep(Listener listener) {
        listeners.add(listener);
        return listener;
    }
}
