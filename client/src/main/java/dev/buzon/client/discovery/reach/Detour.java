package dev.buzon.client.discovery.reach;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Where an address is really reached. It is asked last, when an address has been looked up and
 * allowed: for tunnels, and for an internet that a test made up.
 */
@FunctionalInterface
public interface Detour {
    /** Where to connect for this address and port. */
    InetSocketAddress to(InetSocketAddress address);

    /** No detour. */
    static Detour none() {
        return address -> address;
    }

    /** Detours for some addresses; all others are as they are. */
    static Detour by(Map<InetSocketAddress, InetSocketAddress> detours) {
        Map<InetSocketAddress, InetSocketAddress> fixed = Map.copyOf(detours);
        return address -> fixed.getOrDefault(address, address);
    }
}
