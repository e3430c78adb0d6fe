package dev.buzon.client.discovery.reach;

import java.util.List;

/**
 * What the DNS answered.
 *
 * @param values the records, in the order in which they are to be used; empty when there is none
 * @param authenticated whether DNSSEC vouches for them, by the word of a resolver on this machine
 */
public record Records<T>(List<T> values, boolean authenticated) {
    /** Keeps a copy. */
    public Records {
        values = List.copyOf(values);
    }

    /** A mail exchanger (RFC 5321 §5.1); the root, {@code .}, is an empty host. */
    public record Exchanger(int preference, String host) {}

    /** A service's server (RFC 6186 §3); the root, {@code .}, is an empty host: not offered. */
    public record Service(int priority, int weight, int port, String host) {
        /** Whether the domain says that there is no such service. */
        public boolean isNotOffered() {
            return host.isEmpty();
        }
    }
}
