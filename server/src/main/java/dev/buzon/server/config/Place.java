package dev.buzon.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where to listen on TCP. Host names are not looked up, so that no configuration depends on DNS.
 *
 * @param host an IP address, {@code localhost}, or {@code *} for all addresses of the machine
 * @param port 0 takes a free one
 */
public record Place(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** The address for a socket. */
    public InetSocketAddress address() {
        return switch (host) {
            case "*" -> new InetSocketAddress(port);
            case "localhost" -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            default -> new InetSocketAddress(InetAddress.ofLiteral(host), port);
        };
    }

    /** As in the configuration: {@code *:110}, {@code [::1]:110}. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    /** Reads what {@link #toString} writes. */
    static Optional<Place> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (port > MAX_PORT || bracketed != bare.indexOf(':') >= 0 || !known(bare)) {
            return Optional.empty();
        }
        return Optional.of(new Place(bare, port));
    }

    private static boolean known(String host) {
        if (host.equals("*") || host.equals("localhost")) {
            return true;
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Form<Place> form() {
        return Form.of(
                toml -> {
                    if (toml instanceof String text) {
                        Optional<Place> place = parse(text);
                        if (place.isPresent()) {
                            return place.get();
                        }
                    }
                    throw new MisreadException(
                            "must be an address and a port such as \"*:110\", \"127.0.0.1:110\" or"
                                    + " \"[::1]:110\" (port 0 takes a free one), or \"off\"");
                },
                place -> Form.quoted(place.toString()));
    }
}
