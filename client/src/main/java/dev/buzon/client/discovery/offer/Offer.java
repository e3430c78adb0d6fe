package dev.buzon.client.discovery.offer;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.util.List;

/**
 * One server somebody says is to be used.
 *
 * @param service what is spoken there
 * @param server where it is
 * @param security how the connection is protected
 * @param logins the ways to log in that were named, best first as the source has it; empty when
 *     none was
 * @param users the names to log in with, the likeliest first; never empty
 */
public record Offer(
        Service service,
        ServerAddress server,
        Security security,
        List<Login> logins,
        List<String> users) {
    /** What is spoken to a server. */
    public enum Service {
        /** Collecting mail, POP3 (RFC 1939). */
        POP3("pop3"),
        /** Handing in mail, submission (RFC 6409). */
        SUBMISSION("smtp");

        private final String word;

        Service(String word) {
            this.word = word;
        }

        /** As configuration files call it. */
        public String word() {
            return word;
        }
    }

    /** Keeps copies, and refuses an offer nobody could log in with. */
    public Offer {
        logins = List.copyOf(logins);
        users = List.copyOf(users);
        if (users.isEmpty()) {
            throw new IllegalArgumentException("an offer says what name to log in with");
        }
    }

    /** Where and how, without who: what a check of the server is about. */
    public Endpoint endpoint() {
        return new Endpoint(service, server, security);
    }

    /** The same, protected in another way. */
    public Offer secured(Security other) {
        return new Offer(service, server, other, logins, users);
    }

    /** A service at a server, protected in a way. */
    public record Endpoint(Service service, ServerAddress server, Security security) {}
}
