package dev.buzon.client.smtp;

import dev.buzon.client.net.Printable;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.pop3.Credentials;
import dev.buzon.client.pop3.Prepared;
import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.BearerRefusal;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.SaslClientStep;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.protocol.smtp.SmtpCapabilities;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpLoginPlan;
import dev.buzon.protocol.smtp.SmtpReply;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** One AUTH exchange (RFC 4954 §4). */
final class SmtpLogin {
    /** The code of a challenge (RFC 4954 §4). */
    private static final int CHALLENGE = 334;

    /** More challenges than any mechanism has. */
    private static final int MOST_CHALLENGES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SmtpWire wire;
    private final SmtpCapabilities capabilities;
    private final SaslClient client;

    /**
     * An exchange.
     *
     * @throws SubmissionException.NoWayIn when the credentials do not fit the mechanism
     */
    SmtpLogin(
            SmtpWire wire,
            SmtpCapabilities capabilities,
            Mechanism mechanism,
            Credentials credentials)
            throws SubmissionException.NoWayIn {
        this.wire = wire;
        this.capabilities = capabilities;
        try {
            this.client =
                    switch (credentials) {
                        case Credentials.Password password -> byPassword(mechanism, password);
                        case Credentials.Token token -> byToken(mechanism, token);
                    };
        } catch (IllegalArgumentException e) {
            throw new SubmissionException.NoWayIn(
                    Printable.text(String.valueOf(e.getMessage())), false);
        }
    }

    /** What ties a SCRAM exchange to this connection, if TLS can say it (RFC 9266 §2). */
    static Optional<ChannelBinding> binding(SmtpWire wire) {
        return wire.connection()
                .exported(ChannelBinding.TLS_EXPORTER_LABEL, ChannelBinding.TLS_EXPORTER_OCTETS)
                .map(ChannelBinding::tlsExporter);
    }

    /** Why a token was refused, if the server said so. */
    Optional<BearerRefusal> tokenRefusal() {
        return client.refusal();
    }

    /** Logs in; the answer is the server's last word. */
    SmtpReply run() throws SubmissionException {
        Optional<Secret> initial = initial();
        wire.send(new SmtpCommand.Auth(client.mechanism().wireName(), initial));
        initial.ifPresent(Secret::wipe);
        for (int challenges = 0; challenges < MOST_CHALLENGES; challenges++) {
            SmtpReply reply = wire.reply();
            if (reply.code() != CHALLENGE) {
                if (reply.kind() == SmtpReply.Kind.DONE && !client.serverProved()) {
                    wire.close();
                    throw new SubmissionException.ServerNotProved();
                }
                return reply;
            }
            Optional<SmtpReply> ended = answer(reply);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        throw wire.violation("a login without end");
    }

    private SaslClient byPassword(Mechanism mechanism, Credentials.Password password) {
        String user = Prepared.name(password.user());
        Secret secret = Prepared.password(password.password());
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS ->
                    SaslClient.scramSha256Plus(
                            user, secret, ScramNonce.random(RANDOM), binding(wire).orElseThrow());
            case SCRAM_SHA_256 -> {
                // "I could have bound, you did not offer it": whoever took PLUS off the list is
                // found out.
                boolean listed =
                        capabilities.mechanisms().contains(Mechanism.SCRAM_SHA_256_PLUS.wireName());
                yield binding(wire).isPresent() && !listed
                        ? SaslClient.scramSha256WithoutPlus(user, secret, ScramNonce.random(RANDOM))
                        : SaslClient.scramSha256(user, secret, ScramNonce.random(RANDOM));
            }
            case PLAIN -> SaslClient.plain(user, secret);
            case LOGIN -> SaslClient.login(user, secret);
            case OAUTHBEARER, XOAUTH2 ->
                    throw new IllegalArgumentException("a password is no token");
        };
    }

    private SaslClient byToken(Mechanism mechanism, Credentials.Token credentials) {
        Secret token = credentials.token().get();
        ServerAddress server = wire.connection().server();
        return switch (mechanism) {
            case OAUTHBEARER ->
                    SaslClient.oauthBearer(credentials.user(), token, server.host(), server.port());
            case XOAUTH2 -> SaslClient.xoauth2(credentials.user(), token);
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256, PLAIN, LOGIN ->
                    throw new IllegalArgumentException("a token is no password");
        };
    }

    /** With AUTH where the line stays short; tokens always in two steps. */
    private Optional<Secret> initial() {
        Mechanism mechanism = client.mechanism();
        if (mechanism == Mechanism.OAUTHBEARER || mechanism == Mechanism.XOAUTH2) {
            return Optional.empty();
        }
        Optional<SaslMessage> message = client.initialResponse();
        int around = "AUTH  \r\n".length() + mechanism.wireName().length();
        return message.filter(m ->
                        around + m.base64AsInitialResponse().length()
                                <= SmtpLoginPlan.COMMAND_OCTETS)
                .map(SmtpLogin::secret);
    }

    private static Secret secret(SaslMessage message) {
        byte[] octets = message.octets();
        Secret secret = Secret.of(octets);
        Arrays.fill(octets, (byte) 0);
        return secret;
    }

    /** Answers a challenge; if it cannot be answered the exchange is given up, and has ended. */
    private Optional<SmtpReply> answer(SmtpReply challenge) throws SubmissionException {
        SaslClientStep step;
        try {
            byte[] octets = Base64.getDecoder().decode(challenge.lines().getFirst().strip());
            step = client.challenge(SaslMessage.of(octets));
        } catch (IllegalArgumentException _) { // no Base64 (RFC 4954 §4)
            step = new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        return switch (step) {
            case SaslClientStep.Respond(var message) -> {
                wire.respond(message.base64());
                yield Optional.empty();
            }
            case SaslClientStep.GiveUp(var reason) -> Optional.of(giveUp(reason));
        };
    }

    private SmtpReply giveUp(SaslClientStep.Reason reason) throws SubmissionException {
        switch (reason) {
            case SERVER_NOT_PROVED -> {
                wire.close();
                throw new SubmissionException.ServerNotProved();
            }
            case BAD_CHALLENGE, BAD_ITERATIONS -> {}
        }
        wire.respond("*");
        SmtpReply reply = wire.reply();
        if (reply.kind() == SmtpReply.Kind.DONE || reply.kind() == SmtpReply.Kind.GO_ON) {
            throw wire.violation("a login accepted that was given up");
        }
        return reply;
    }
}
