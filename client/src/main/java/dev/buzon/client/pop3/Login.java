package dev.buzon.client.pop3;

import dev.buzon.client.net.Printable;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.Apop;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.ReplyDecoder.Heard;
import dev.buzon.protocol.pop3.StatusLine;
import dev.buzon.protocol.sasl.BearerRefusal;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.SaslClientStep;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.ScramNonce;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One attempt to log in, on one connection. */
final class Login {
    /** The longest AUTH line that carries an initial response (RFC 5034 §4, C-014). */
    private static final int COMMAND_LIMIT = 255;

    /** More challenges than any mechanism has. */
    private static final int MOST_CHALLENGES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Wire wire;
    private final Capabilities capabilities;
    private final boolean pipelined;
    private final Optional<String> timestamp;
    private final List<Command> before;
    private final List<Command> behind;
    private boolean behindSent;
    private boolean passOwed;
    private Optional<SaslClient> exchanging = Optional.empty();

    /**
     * An attempt.
     *
     * @param timestamp of the greeting, for APOP
     * @param before commands that go first; what is answered to them does not matter
     * @param behind commands that may go with the last message of the exchange, once the server has
     *     proved itself and only its {@code +OK} is missing
     */
    Login(
            Wire wire,
            Capabilities capabilities,
            boolean pipelined,
            Optional<String> timestamp,
            List<Command> before,
            List<Command> behind) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.pipelined = pipelined;
        this.timestamp = timestamp;
        this.before = before;
        this.behind = behind;
    }

    /** Logs in this way; the answer is the server's last word. */
    StatusLine by(Way way, Credentials credentials) throws Pop3Exception {
        return switch (credentials) {
            case Credentials.Password password -> byPassword(way, password);
            case Credentials.Token token -> byToken(way, token);
        };
    }

    /** Whether the commands that may go behind are on their way. */
    boolean behindSent() {
        return behindSent;
    }

    /** Whether USER was answered, and PASS, which went with it, was not. */
    boolean passOwed() {
        return passOwed;
    }

    /** Why a token was refused, if the server said so. */
    Optional<BearerRefusal> tokenRefusal() {
        return exchanging.flatMap(SaslClient::refusal);
    }

    /** What ties a SCRAM exchange to this connection, if TLS can say it (RFC 9266 §2). */
    static Optional<ChannelBinding> binding(Wire wire) {
        return wire.connection()
                .exported(ChannelBinding.TLS_EXPORTER_LABEL, ChannelBinding.TLS_EXPORTER_OCTETS)
                .map(ChannelBinding::tlsExporter);
    }

    private StatusLine byPassword(Way way, Credentials.Password password) throws Pop3Exception {
        return switch (way) {
            case USER_PASS -> userPass(password);
            case APOP -> apop(password);
            case SCRAM, SCRAM_PLUS, PLAIN, LOGIN -> exchange(client(way, password));
            case OAUTHBEARER, XOAUTH2 -> throw new IllegalStateException("a password is no token");
        };
    }

    private StatusLine byToken(Way way, Credentials.Token credentials) throws Pop3Exception {
        Secret token = credentials.token().get();
        ServerAddress server = wire.connection().server();
        try {
            return exchange(
                    way == Way.OAUTHBEARER
                            ? SaslClient.oauthBearer(
                                    credentials.user(), token, server.host(), server.port())
                            : SaslClient.xoauth2(credentials.user(), token));
        } catch (IllegalArgumentException e) {
            throw new Pop3Exception.NoWayIn(Printable.text(String.valueOf(e.getMessage())), false);
        }
    }

    private SaslClient client(Way way, Credentials.Password password) {
        String user = Prepared.name(password.user());
        Secret secret = Prepared.password(password.password());
        Optional<ChannelBinding> binding = way.isScram() ? binding(wire) : Optional.empty();
        return switch (way) {
            case SCRAM_PLUS ->
                    SaslClient.scramSha256Plus(
                            user, secret, ScramNonce.random(RANDOM), binding.orElseThrow());
            case SCRAM -> {
                // "I could have bound, you did not offer it": whoever took PLUS off the list is
                // found out.
                boolean listed = capabilities.has("SASL", Way.SCRAM_PLUS.wireName());
                yield binding.isPresent() && !listed
                        ? SaslClient.scramSha256WithoutPlus(user, secret, ScramNonce.random(RANDOM))
                        : SaslClient.scramSha256(user, secret, ScramNonce.random(RANDOM));
            }
            case LOGIN -> SaslClient.login(user, secret);
            case PLAIN, OAUTHBEARER, XOAUTH2, USER_PASS, APOP -> SaslClient.plain(user, secret);
        };
    }

    private StatusLine exchange(SaslClient client) throws Pop3Exception {
        first();
        exchanging = Optional.of(client);
        String name = client.mechanism().wireName();
        wire.send(new Command.Auth(name, initialResponse(client, name)));
        firstAnswered();
        for (int challenges = 0; challenges < MOST_CHALLENGES; challenges++) {
            switch (wire.statusOrChallenge()) {
                case Heard.Status(var line) -> {
                    if (line.ok() && !client.serverProved()) {
                        wire.close();
                        throw new Pop3Exception.ServerNotProved();
                    }
                    return line;
                }
                case Heard.Challenge(var base64) -> {
                    Optional<StatusLine> ended = answer(client, base64);
                    if (ended.isPresent()) {
                        return ended.get();
                    }
                }
                case Heard.More _, Heard.Item _, Heard.EndOfListing _, Heard.Violation _ ->
                        throw wire.violation("an answer of the wrong kind");
            }
        }
        throw wire.violation("a login without end");
    }

    /** Answers a challenge; if it cannot be answered the exchange is given up, and has ended. */
    private Optional<StatusLine> answer(SaslClient client, String base64) throws Pop3Exception {
        SaslClientStep step;
        try {
            step = client.challenge(SaslMessage.of(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException _) { // no Base64 (RFC 5034 §4)
            step = new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        return switch (step) {
            case SaslClientStep.Respond(var message) -> {
                wire.respond(message.base64());
                if (isScram(client.mechanism()) && client.serverProved() && pipelined) {
                    behind.forEach(wire::send);
                    behindSent = !behind.isEmpty();
                }
                yield Optional.empty();
            }
            case SaslClientStep.GiveUp(var reason) -> Optional.of(giveUp(reason));
        };
    }

    private static boolean isScram(Mechanism mechanism) {
        return mechanism == Mechanism.SCRAM_SHA_256 || mechanism == Mechanism.SCRAM_SHA_256_PLUS;
    }

    private static boolean isBearer(Mechanism mechanism) {
        return mechanism == Mechanism.OAUTHBEARER || mechanism == Mechanism.XOAUTH2;
    }

    private StatusLine giveUp(SaslClientStep.Reason reason) throws Pop3Exception {
        switch (reason) {
            case SERVER_NOT_PROVED -> {
                wire.close();
                throw new Pop3Exception.ServerNotProved();
            }
            case BAD_CHALLENGE, BAD_ITERATIONS -> {}
        }
        wire.respond("*");
        StatusLine line = wire.status();
        if (line.ok()) {
            throw wire.violation("a login accepted that was given up");
        }
        return line;
    }

    private Optional<String> initialResponse(SaslClient client, String name) {
        if (!capabilities.has("SASL") || isBearer(client.mechanism())) {
            return Optional
                    .empty(); // tokens go in two steps: some servers know no other way
        }
        return client.initialResponse()
                .map(SaslMessage::base64AsInitialResponse)
                .filter(ir ->
                        "AUTH ".length() + name.length() + 1 + ir.length() + 2 <= COMMAND_LIMIT);
    }

    private StatusLine userPass(Credentials.Password password) throws Pop3Exception {
        first();
        try {
            wire.send(new Command.User(password.user()));
            if (!pipelined) {
                firstAnswered();
                StatusLine user = wire.status();
                if (!user.ok()) {
                    return user;
                }
                wire.send(new Command.Pass(password.password()));
                return wire.status();
            }
            wire.send(new Command.Pass(password.password()));
        } catch (IllegalArgumentException e) {
            throw new Pop3Exception.NoWayIn(Printable.text(String.valueOf(e.getMessage())), false);
        }
        firstAnswered();
        wire.status(); // USER: what counts is the answer to PASS
        passOwed = true;
        StatusLine pass = wire.status();
        passOwed = false;
        return pass;
    }

    private StatusLine apop(Credentials.Password password) throws Pop3Exception {
        first();
        String digest = Apop.digest(timestamp.orElseThrow(), password.password());
        wire.send(new Command.Apop(password.user(), digest));
        firstAnswered();
        return wire.status();
    }

    private void first() throws Pop3Exception {
        for (Command command : before) {
            wire.send(command);
            if (!pipelined) {
                wire.status();
            }
        }
    }

    private void firstAnswered() throws Pop3Exception {
        if (pipelined) {
            for (Command _ : before) {
                wire.status();
            }
        }
    }
}
