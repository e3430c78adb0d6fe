package dev.buzon.client.account;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One account of a person, as its file says it.
 *
 * @param address the mail address; the account's name everywhere
 * @param name the person's own name for others to see; may be empty
 * @param incoming the POP3 server
 * @param outgoing the submission server, if mail is sent from here
 * @param secret where the password or the refresh token is, in the words of the secret package
 * @param grant how access tokens are got, if the servers take those instead of a password
 * @param folder where the mail goes
 * @param wishes what is collected and what stays
 * @param every how long to wait between two collections
 */
public record MailAccount(
        String address,
        String name,
        Server incoming,
        Optional<Server> outgoing,
        String secret,
        Optional<Grant> grant,
        Folder folder,
        Wishes wishes,
        Duration every) {

    /** How a connection is protected. */
    public enum Security {
        /** TLS from the first octet (RFC 8314 §3). */
        TLS("tls"),
        /** TLS by STLS or STARTTLS, or no connection. */
        STARTTLS("starttls"),
        /** None: the person chose so. */
        NONE("none");

        private final String word;

        Security(String word) {
            this.word = word;
        }

        /** As it stands in the file. */
        public String word() {
            return word;
        }
    }

    /**
     * A server.
     *
     * @param host its name, as the person confirmed it; the certificate must name it
     * @param port from 1 to 65535
     * @param user the name to log in with
     * @param trust which certificates are believed: {@code system}, {@code authorities:FILE} or
     *     {@code pinned:SHA256}
     */
    public record Server(String host, int port, Security security, String user, String trust) {
        /** What is believed unless the person says otherwise. */
        public static final String SYSTEM = "system";

        public Server {
            if (host.isEmpty() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException("no server: " + host + ":" + port);
            }
        }
    }

    /**
     * How access tokens are got (OAuth 2).
     *
     * @param provider {@code gmail}, {@code outlook} or an issuer's https address
     * @param clientId the identifier the provider gave the person's organisation
     */
    public record Grant(String provider, String clientId) {}

    /** How mail is laid down. */
    public enum Format {
        /** A folder with a file for each message. */
        MAILDIR("maildir"),
        /** One file, mboxrd. */
        MBOX("mbox");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        /** As it stands in the file. */
        public String word() {
            return word;
        }
    }

    /** Where the mail goes: the folder or the file, absolute. */
    public record Folder(Path path, Format format) {}

    /** What happens on the server to a message that is safely here. */
    public sealed interface Leave {
        /** It is deleted at once. */
        record Never() implements Leave {}

        /** It stays. */
        record Always() implements Leave {}

        /** It is deleted when it has been here for this long, by our own clock. */
        record For(Duration time) implements Leave {}
    }

    /** What is collected first. */
    public enum Order {
        /** As the server lists them. */
        OLDEST("oldest"),
        /** From the end of the list. */
        NEWEST("newest"),
        /** By size. */
        SMALLEST("smallest");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** As it stands in the file. */
        public String word() {
            return word;
        }
    }

    /**
     * What is collected and what stays.
     *
     * @param untilDeletedHere whether a message that was deleted here is deleted there
     * @param largest octets of the largest message that is collected; none = all of them
     * @param octetsPerSecond the most that is taken from the line; none = all it gives
     * @param headersOnly whether only headers are collected
     * @param resetBeforeQuit for servers that delete what was only read
     */
    public record Wishes(
            Leave leave,
            boolean untilDeletedHere,
            OptionalLong largest,
            Order order,
            boolean headersOnly,
            OptionalLong octetsPerSecond,
            boolean resetBeforeQuit) {
        /** Leave for fourteen days, take everything, oldest first: what nobody regrets. */
        public static final Wishes USUAL =
                new Wishes(
                        new Leave.For(Duration.ofDays(14)),
                        false,
                        OptionalLong.empty(),
                        Order.OLDEST,
                        false,
                        OptionalLong.empty(),
                        false);
    }

    /** The same with other wishes. */
    public MailAccount with(Wishes other) {
        return new MailAccount(
                address, name, incoming, outgoing, secret, grant, folder, other, every);
    }

    /** The same at other servers. */
    public MailAccount at(Server collecting, Optional<Server> sending) {
        return new MailAccount(
                address, name, collecting, sending, secret, grant, folder, wishes, every);
    }

    /** The same with its secret in another place. */
    public MailAccount withSecret(String place) {
        return new MailAccount(
                address, name, incoming, outgoing, place, grant, folder, wishes, every);
    }
}
