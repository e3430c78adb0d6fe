package dev.buzon.client.discovery.file;

import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.net.ServerAddress;
import java.util.Optional;

/** Hosts and ports as files give them. */
final class Addresses {
    private static final int PORT_DIGITS = 5;

    private Addresses() {}

    /**
     * A server with a name; empty for what can be none. An IP address is none: nobody could check a
     * name against it, and a stranger's file must not point into somebody's own network.
     */
    static Optional<ServerAddress> server(String host, int port) {
        String bare = host.strip();
        if (bare.isEmpty() || Domains.isNumeric(bare) || bare.startsWith("[")) {
            return Optional.empty();
        }
        try {
            ServerAddress server = new ServerAddress(bare, port);
            return server.host().contains(".") && !Domains.isNumeric(server.host())
                    ? Optional.of(server)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A port as digits. */
    static Optional<Integer> port(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > PORT_DIGITS || !bare.matches("[0-9]+")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(bare);
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }
}
