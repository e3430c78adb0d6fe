package dev.buzon.server;

import dev.buzon.server.net.Listener;
import dev.buzon.server.net.Network;
import dev.buzon.server.net.Tls;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running post office. */
public final class PostOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostOffice.class);

    /**
     * How often messages that an account's rules have ended, and old ones in the bin, are looked
     * for.
     */
    private static final Duration EXPIRY_PERIOD = Duration.ofHours(1);

    private final MailStore store;
    private final Network network;
    private final Tls tls;
    private final List<Offered> more;
    private final List<AutoCloseable> parts;
    private final Duration stopWithin;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Something that is offered somewhere.
     *
     * @param name what: pop3, pop3s, smtp, submission, submissions, lmtp, admin, http, https
     * @param address where, with the port it really has
     */
    public record Offered(String name, SocketAddress address) {}

    /**
     * Takes over what runs already.
     *
     * @param more what is offered besides that of the network
     * @param parts what is closed after the last session, in this order
     */
    PostOffice(
            MailStore store,
            Network network,
            Tls tls,
            List<Offered> more,
            List<AutoCloseable> parts,
            Duration stopWithin) {
        this.store = store;
        this.network = network;
        this.tls = tls;
        this.more = List.copyOf(more);
        this.parts = List.copyOf(parts);
        this.stopWithin = stopWithin;
        Thread.ofPlatform().name("expiry").daemon().start(this::expireForEver);
    }

    /** Everything it offers, one for each place where it listens. */
    public List<Offered> offered() {
        List<Offered> all = new ArrayList<>();
        for (Listener listener : network.listeners()) {
            all.add(new Offered(listener.endpoint().name(), listener.address()));
        }
        all.addAll(more);
        return List.copyOf(all);
    }

    /** The first place of each thing it offers, by its name. */
    public Map<String, SocketAddress> addresses() {
        Map<String, SocketAddress> addresses = new LinkedHashMap<>();
        offered().forEach(one -> addresses.putIfAbsent(one.name(), one.address()));
        return addresses;
    }

    /**
     * The TCP port on which this is offered.
     *
     * @throws IllegalArgumentException when it is not offered on TCP
     */
    public int port(String name) {
        if (addresses().get(name) instanceof InetSocketAddress tcp) {
            return tcp.getPort();
        }
        throw new IllegalArgumentException(name + " is not offered on a TCP port");
    }

    /** Where the mail is kept. */
    public MailStore store() {
        return store;
    }

    /** The certificates. */
    public Tls tls() {
        return tls;
    }

    /** The connections and listeners. */
    public Network network() {
        return network;
    }

    /** Returns when somebody has closed it. */
    public void awaitClosed() throws InterruptedException {
        stopped.await();
    }

    private void expireForEver() {
        try {
            do {
                expire();
            } while (!stopped.await(EXPIRY_PERIOD.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void expire() {
        try {
            MailStore.Expired expired = store.expire();
            if (expired.messages() > 0 || expired.binned() > 0) {
                LOG.info(
                        "{} messages left by their accounts' rules, {} left the bin",
                        expired.messages(),
                        expired.binned());
            }
        } catch (StoreException | RuntimeException e) { // or nothing would expire ever again
            LOG.error("messages could not be expired: {}", e.getMessage(), e);
        }
    }

    /**
     * Stops: nobody new comes in, sessions are told and may finish what they do, then the store is
     * closed. Who calls it while another does waits for the same end.
     */
    @Override
    public synchronized void close() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            network.stop(stopWithin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) { // each part is closed, whatever became of the one before
                LOG.error("could not be closed cleanly: {}", e.getMessage(), e);
            }
        }
        stopped.countDown();
    }
}
