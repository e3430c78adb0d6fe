package dev.buzon.server.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that a library serves, which keeps no time limits of its own that hold against people
 * of bad will: they are counted when they come, and cut when they have lasted long enough, whatever
 * they are doing.
 */
public final class BriefVisits implements Deadlines.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(BriefVisits.class);

    private record Visit(Peer peer, long beganNanos) {}

    private final Admission admission;
    private final Ticker ticker;
    private final Duration longest;
    private final ConcurrentHashMap<SocketChannel, Visit> visits = new ConcurrentHashMap<>();

    /**
     * Nobody is in yet.
     *
     * @param longest how long a connection may last from its first octet to its last
     */
    public BriefVisits(Admission admission, Ticker ticker, Duration longest) {
        this.admission = admission;
        this.ticker = ticker;
        this.longest = longest;
    }

    /**
     * Lets a connection in.
     *
     * @throws IOException if there is no room for it; then the caller closes it
     */
    public void enter(SocketChannel client) throws IOException {
        if (!(client.getRemoteAddress() instanceof InetSocketAddress address)) {
            throw new IOException("it has gone already");
        }
        var peer = new Peer.Tcp(address);
        if (!admission.enter(peer)) {
            visits.forEach(this::leaveIfEnded); // not only when somebody looks at the clock
            if (!admission.enter(peer)) {
                throw new IOException("there are too many connections");
            }
        }
        visits.put(client, new Visit(peer, ticker.nanos()));
    }

    /** Cuts what has lasted too long, and makes room for what has ended. */
    @Override
    public void check(long nowNanos) {
        visits.forEach((client, visit) -> {
            if (client.isOpen() && nowNanos - visit.beganNanos() >= longest.toNanos()) {
                LOG.debug("{}: cut after {}", visit.peer().text(), longest);
                close(client);
            }
            leaveIfEnded(client, visit);
        });
    }

    private void leaveIfEnded(SocketChannel client, Visit visit) {
        if (!client.isOpen() && visits.remove(client, visit)) {
            admission.leave(visit.peer());
        }
    }

    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed: {}", e.getMessage());
        }
    }
}
