package dev.buzon.server.smtp;

import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.protocol.smtp.SmtpLimits;
import dev.buzon.protocol.smtp.SmtpProfile;
import dev.buzon.protocol.smtp.SmtpSession;
import dev.buzon.server.accounts.Directory;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.ConnectionEndedException;
import dev.buzon.server.net.Service;
import dev.buzon.server.net.Tls;
import dev.buzon.store.MailStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reception (RFC 5321), submission (RFC 6409) or LMTP (RFC 2033): what a listener of that kind does
 * with a client.
 */
public final class SmtpService implements Service {
    private static final int ID_OCTETS = 10;

    /**
     * What all kinds share.
     *
     * @param hostname our name, as the protocols and Received fields say it
     * @param limits what one connection may ask for
     * @param headerOctets the longest header of a message
     * @param receivedHops Received fields after which mail goes in circles (RFC 5321 §6.3)
     * @param loginMechanism whether SASL LOGIN is offered over TLS
     * @param channelBinding whether SCRAM-SHA-256-PLUS is offered over TLS
     * @param cleartextLogin from where people may log in without TLS (RFC 8314 §4.1)
     */
    public record Settings(
            String hostname,
            SmtpLimits limits,
            int headerOctets,
            int receivedHops,
            boolean loginMechanism,
            boolean channelBinding,
            Predicate<Connection> cleartextLogin) {}

    /** What all kinds work with. */
    public record House(
            MailStore store,
            Directory directory,
            Authenticator authenticator,
            Tls tls,
            InstantSource clock) {}

    private final Desk desk;
    private final Settings settings;
    private final Tls tls;
    private final SecureRandom random = new SecureRandom();

    private SmtpService(Desk.Kind kind, Settings settings, House house) {
        this.settings = settings;
        this.tls = house.tls();
        this.desk =
                new Desk(
                        kind,
                        settings.hostname(),
                        house.store(),
                        house.directory(),
                        house.authenticator(),
                        house.clock(),
                        ZoneId.systemDefault(),
                        new Desk.Rules(settings.headerOctets(), settings.receivedHops()));
    }

    /** Port 25: mail for our own people from everywhere. */
    public static SmtpService reception(Settings settings, House house) {
        return new SmtpService(Desk.Kind.RECEPTION, settings, house);
    }

    /** Ports 587 and 465: mail of our own people. */
    public static SmtpService submission(Settings settings, House house) {
        return new SmtpService(Desk.Kind.SUBMISSION, settings, house);
    }

    /** Mail from another server of ours, one answer a recipient. */
    public static SmtpService lmtp(Settings settings, House house) {
        return new SmtpService(Desk.Kind.LMTP, settings, house);
    }

    @Override
    public void serve(Connection connection) throws ConnectionEndedException {
        boolean cleartext = settings.cleartextLogin().test(connection);
        SmtpSession session = new SmtpSession(profile(connection), connection.tls().isPresent());
        try (Dialogue dialogue =
                new Dialogue(
                        desk,
                        connection,
                        session,
                        tls,
                        binding -> {
                            SaslOffer offer =
                                    connection.tls().isPresent()
                                            ? SaslOffer.withTls(
                                                    settings.loginMechanism(),
                                                    binding.filter(_ -> settings.channelBinding()))
                                            : SaslOffer.withoutTls(cleartext);
                            return new SaslServer(offer, ScramNonce.random(random));
                        },
                        this::id)) {
            dialogue.run();
        }
    }

    private SmtpProfile profile(Connection connection) {
        SmtpProfile.Common common =
                new SmtpProfile.Common(
                        settings.hostname(), tls.offered(), false, settings.limits());
        return switch (desk.kind()) {
            case RECEPTION -> new SmtpProfile.Reception(common);
            case SUBMISSION ->
                    new SmtpProfile.Submission(
                            common,
                            Stream.of(Mechanism.values())
                                    .filter(mechanism -> works(mechanism, connection))
                                    .map(Mechanism::wireName)
                                    .toList(),
                            settings.cleartextLogin().test(connection));
            case LMTP -> new SmtpProfile.Lmtp(common);
        };
    }

    /** Whether it works over the TLS that is there, or over the one that STARTTLS would bring. */
    private boolean works(Mechanism mechanism, Connection connection) {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS ->
                    settings.channelBinding()
                            && (connection.tls().isEmpty() || connection.tlsExporter().isPresent());
            case SCRAM_SHA_256, PLAIN -> true;
            case LOGIN -> settings.loginMechanism();
            case OAUTHBEARER, XOAUTH2 -> false; // no server's half
        };
    }

    private String id() {
        byte[] octets = new byte[ID_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
