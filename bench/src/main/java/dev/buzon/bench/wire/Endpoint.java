package dev.buzon.bench.wire;

import java.net.InetSocketAddress;

/**
 * Where a server listens and how its connections are protected.
 *
 * @param host name or address
 * @param port TCP port
 * @param protection plain, or TLS in one of its forms
 */
public record Endpoint(String host, int port, Protection protection) {

    /** How the connection is protected. */
    public enum Protection {
        /** Nothing. */
        PLAIN,
        /** TLS from the first octet (RFC 8314 §3.2), a full handshake for every connection. */
        TLS,
        /**
         * TLS from the first octet, sessions resumed where the server allows it (RFC 8446 §2.2).
         */
        TLS_RESUMED,
        /** Plain, then STLS (RFC 2595 §4), a full handshake. */
        STLS
    }

    /** Reads {@code HOST:PORT}; the host may be an address in brackets. */
    public static Endpoint parse(String text, Protection protection) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not HOST:PORT: " + text);
        }
        String host = text.substring(0, colon).replace("[", "").replace("]", "");
        return new Endpoint(host, Integer.parseInt(text.substring(colon + 1)), protection);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
