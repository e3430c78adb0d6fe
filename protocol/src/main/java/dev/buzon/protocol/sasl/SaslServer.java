package dev.buzon.protocol.sasl;

import java.util.Optional;
import java.util.Set;

/**
 * One exchange on the server's side (RFC 4422 §3, RFC 5034 §4): lines of the client in, steps for
 * the driver out. Good for one AUTH command; a failure ends it and leaves no trace. Not for use by
 * several threads.
 */
public final class SaslServer {
    /** What the exchange waits for; each state carries what it knows and nothing else. */
    private sealed interface State {
        record Start() implements State {}

        record Plain() implements State {}

        record LoginUser() implements State {}

        record LoginPassword(String user) implements State {}

        record ScramFirst(Mechanism mechanism) implements State {}

        record ScramLookUp(ClientFirst first, Optional<ChannelBinding> binding) implements State {}

        record ScramFinal(ClientFirst first, ScramServer scram) implements State {}

        record ScramAcknowledge(ClientFirst first) implements State {}

        record Over() implements State {}
    }

    /** Mechanisms whose server's half is not here: as good as unknown. */
    private static final Set<Mechanism> CLIENT_ONLY =
            Set.of(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2);

    private final SaslOffer offer;
    private final ScramNonce nonce;
    private State state = new State.Start();

    /**
     * A new exchange.
     *
     * @param offer which mechanisms the connection has at this moment
     * @param nonce a fresh one, for this exchange only
     */
    public SaslServer(SaslOffer offer, ScramNonce nonce) {
        this.offer = offer;
        this.nonce = nonce;
    }

    /** The client named a mechanism, and may have sent its first message with it. */
    public SaslStep begin(String mechanismName, Optional<SaslLine> initialResponse) {
        if (!(state instanceof State.Start)) {
            return fail(SaslFailure.OUT_OF_TURN);
        }
        Optional<Mechanism> mechanism =
                Mechanism.named(mechanismName).filter(m -> !CLIENT_ONLY.contains(m));
        if (mechanism.isEmpty()) {
            return fail(SaslFailure.UNKNOWN_MECHANISM);
        }
        if (!offer.has(mechanism.get())) {
            return fail(SaslFailure.NOT_OFFERED);
        }
        state = firstState(mechanism.get());
        return initialResponse.map(this::respond).orElseGet(() -> firstChallenge(mechanism.get()));
    }

    /** The client answered the last challenge. */
    public SaslStep respond(SaslLine line) {
        return switch (line) {
            case SaslLine.Message(var message) -> message(message);
            case SaslLine.Cancel() -> fail(SaslFailure.CANCELLED);
            case SaslLine.Malformed() -> fail(SaslFailure.BAD_ENCODING);
            case SaslLine.TooLong() -> fail(SaslFailure.TOO_LONG);
        };
    }

    /** The keys that {@link SaslStep.LookUpScram} asked for. */
    public SaslStep scram(ScramCredentials credentials) {
        if (!(state instanceof State.ScramLookUp(var first, var binding))) {
            return fail(SaslFailure.OUT_OF_TURN);
        }
        ScramServer scram = new ScramServer(first, binding, credentials, nonce);
        state = new State.ScramFinal(first, scram);
        return new SaslStep.Challenge(scram.serverFirst());
    }

    private static State firstState(Mechanism mechanism) {
        return switch (mechanism) {
            case PLAIN -> new State.Plain();
            case LOGIN -> new State.LoginUser();
            case SCRAM_SHA_256, SCRAM_SHA_256_PLUS -> new State.ScramFirst(mechanism);
            case OAUTHBEARER, XOAUTH2 -> new State.Over(); // never gets here
        };
    }

    private static SaslStep firstChallenge(Mechanism mechanism) {
        return new SaslStep.Challenge(
                mechanism == Mechanism.LOGIN ? LoginPrompts.USER : SaslMessage.empty());
    }

    private SaslStep message(SaslMessage message) {
        return switch (state) {
            case State.Plain() -> over(PlainMessage.read(message));
            case State.LoginUser() -> loginUser(message);
            case State.LoginPassword(var user) -> over(LoginPrompts.password(user, message));
            case State.ScramFirst(var mechanism) -> scramFirst(mechanism, message);
            case State.ScramFinal(var first, var scram) -> scramFinal(first, scram, message);
            case State.ScramAcknowledge(var first) -> scramAcknowledge(first, message);
            case State.Start(), State.ScramLookUp _, State.Over() -> fail(SaslFailure.OUT_OF_TURN);
        };
    }

    private SaslStep loginUser(SaslMessage message) {
        Optional<String> user = LoginPrompts.user(message);
        if (user.isEmpty()) {
            return fail(SaslFailure.BAD_MESSAGE);
        }
        state = new State.LoginPassword(user.get());
        return new SaslStep.Challenge(LoginPrompts.PASSWORD);
    }

    private SaslStep scramFirst(Mechanism mechanism, SaslMessage message) {
        if (message.length() > ScramAttributes.MAX_MESSAGE_OCTETS) {
            return fail(SaslFailure.TOO_LONG);
        }
        Optional<ClientFirst> first =
                Utf8.text(message.view(), 0, message.length()).flatMap(ClientFirst::parse);
        if (first.isEmpty()) {
            return fail(SaslFailure.BAD_MESSAGE);
        }
        if (!ScramServer.fits(first.get().flag(), mechanism, offer)) {
            return fail(SaslFailure.BAD_CHANNEL_BINDING);
        }
        Optional<ChannelBinding> binding =
                mechanism == Mechanism.SCRAM_SHA_256_PLUS
                        ? offer.channelBinding()
                        : Optional.empty();
        state = new State.ScramLookUp(first.get(), binding);
        return new SaslStep.LookUpScram(first.get().identity(), first.get().user());
    }

    private SaslStep scramFinal(ClientFirst first, ScramServer scram, SaslMessage message) {
        if (message.length() > ScramAttributes.MAX_MESSAGE_OCTETS) {
            return fail(SaslFailure.TOO_LONG);
        }
        SaslStep verdict = scram.clientFinal(message);
        state =
                verdict instanceof SaslStep.Challenge
                        ? new State.ScramAcknowledge(first)
                        : new State.Over();
        return verdict;
    }

    /** The client's empty line after the server's last word (RFC 5034 §4). */
    private SaslStep scramAcknowledge(ClientFirst first, SaslMessage message) {
        return message.isEmpty()
                ? over(new SaslStep.Succeeded(first.identity(), first.user()))
                : fail(SaslFailure.BAD_MESSAGE);
    }

    private SaslStep fail(SaslFailure failure) {
        return over(new SaslStep.Failed(failure));
    }

    private SaslStep over(SaslStep last) {
        state = new State.Over();
        return last;
    }
}
