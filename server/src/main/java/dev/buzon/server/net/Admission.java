package dev.buzon.server.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who may come in: at most so many connections at once, and so many from one address. An IPv6
 * client is counted by its /64, which is what one customer gets. Shared by all listeners of a
 * server.
 */
public final class Admission {
    /**
     * The limits.
     *
     * @param total connections at once
     * @param perAddress connections at once from one IPv4 address or one IPv6 /64
     * @param loopbackCounts whether this machine's own connections count for the limit per address
     */
    public record Limits(int total, int perAddress, boolean loopbackCounts) {}

    private final Limits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<Long, Integer> perAddress = new ConcurrentHashMap<>();

    /** How many were turned away. */
    public final LongAdder refused = new LongAdder();

    /** Nobody is in yet. */
    public Admission(Limits limits) {
        this.limits = limits;
    }

    /** How many are in now. */
    public int open() {
        return open.get();
    }

    /** Lets this peer in if there is room; every true is followed by one {@link #leave}. */
    boolean enter(Peer peer) {
        if (open.incrementAndGet() > limits.total()) {
            open.decrementAndGet();
            refused.increment();
            return false;
        }
        if (peer instanceof Peer.Tcp tcp && counts(peer)) {
            int now = perAddress.merge(key(tcp), 1, Integer::sum);
            if (now > limits.perAddress()) {
                leave(peer);
                refused.increment();
                return false;
            }
        }
        return true;
    }

    /** Makes room again. */
    void leave(Peer peer) {
        open.decrementAndGet();
        if (peer instanceof Peer.Tcp tcp && counts(peer)) {
            perAddress.computeIfPresent(key(tcp), (_, n) -> n == 1 ? null : n - 1);
        }
    }

    private boolean counts(Peer peer) {
        return limits.loopbackCounts() || !peer.loopback();
    }

    /** An IPv4 address never equals an IPv6 prefix in use: 0::/32 is not assigned to anybody. */
    private static long key(Peer.Tcp tcp) {
        InetAddress address = tcp.address().getAddress();
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? Integer.toUnsignedLong(octets.getInt())
                : octets.getLong();
    }
}
