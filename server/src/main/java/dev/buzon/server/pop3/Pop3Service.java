package dev.buzon.server.pop3;

import dev.buzon.protocol.pop3.Language;
import dev.buzon.protocol.pop3.Offer;
import dev.buzon.protocol.pop3.Session;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.ConnectionEndedException;
import dev.buzon.server.net.Service;
import dev.buzon.server.net.Ticker;
import dev.buzon.server.net.Tls;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The POP3 server (RFC 1939): what a listener on port 110 or 995 does with a client. */
public final class Pop3Service implements Service {
    /** The protocol's id for ALPN. */
    public static final String ALPN = "pop3";

    private static final Logger LOG = LoggerFactory.getLogger("pop3");

    /** Who may send a password without TLS (RFC 8314 §4.1). */
    public enum Cleartext {
        /** Nobody, nor may anybody log in by SCRAM without TLS: strict. */
        NEVER,
        /** Who comes from this machine. */
        LOOPBACK,
        /** Everybody. */
        ALWAYS
    }

    /**
     * How it is set up.
     *
     * @param cleartext who may send a password without TLS
     * @param loginMechanism whether SASL LOGIN is offered over TLS
     * @param channelBinding whether SCRAM-SHA-256-PLUS is offered over TLS
     * @param language the language until LANG says otherwise
     * @param loginDelay least time between two logins of an account, zero = none
     * @param lockPatience how long a login waits for the holder of the maildrop to end
     * @param limits failed logins and errors after which a connection ends
     * @param beforeLogin how long a client may take to log in, in all; empty = as long as it is not
     *     idle (RFC 1939 §3)
     * @param version the program's version
     */
    public record Settings(
            Cleartext cleartext,
            boolean loginMechanism,
            boolean channelBinding,
            Language language,
            Duration loginDelay,
            Duration lockPatience,
            Offer.Limits limits,
            Optional<Duration> beforeLogin,
            String version) {}

    private final Settings settings;
    private final Tls tls;
    private final Visit.House house;
    private final Supplier<ScramNonce> nonces;

    /** A server over this store. */
    public Pop3Service(
            Settings settings,
            MailStore store,
            Authenticator authenticator,
            Tls tls,
            InstantSource clock,
            Ticker ticker) {
        this.settings = settings;
        this.tls = tls;
        SecureRandom random = new SecureRandom();
        this.nonces = () -> ScramNonce.random(random);
        this.house =
                new Visit.House(
                        store,
                        authenticator,
                        new Locks(store, settings.lockPatience()),
                        new Terms(store.accounts(), settings.loginDelay(), ticker),
                        clock,
                        settings.channelBinding());
    }

    @Override
    public void serve(Connection connection) throws ConnectionEndedException {
        settings.beforeLogin().ifPresent(connection::deadline);
        try (Visit visit = new Visit(house, connection)) {
            Offer offer = offer(connection);
            Session session =
                    connection.tls().isPresent()
                            ? Session.overTls(offer, nonces, visit.binding())
                            : new Session(offer, nonces);
            new Conversation(connection, session, tls, visit).run();
        }
    }

    private Offer offer(Connection connection) {
        return new Offer(
                tls.offered(),
                withoutTls(connection),
                settings.loginMechanism(),
                Optional.empty(),
                settings.language(),
                expire(),
                house.terms().loginDelay(),
                settings.version(),
                settings.limits());
    }

    private SaslOffer withoutTls(Connection connection) {
        return switch (settings.cleartext()) {
            case NEVER -> new SaslOffer(false, false, false, false, Optional.empty());
            case LOOPBACK -> SaslOffer.withoutTls(connection.peer().loopback());
            case ALWAYS -> SaslOffer.withoutTls(true);
        };
    }

    private Offer.Expire expire() {
        try {
            return house.terms().expireOfAnybody();
        } catch (StoreException e) {
            LOG.error("the accounts cannot be read: {}", e.getMessage(), e);
            return Offer.Expire.NEVER;
        }
    }
}
