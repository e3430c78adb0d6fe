package dev.buzon.testing.pop3;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.Apop;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.testing.pop3.Quirk.LoginFault;
import dev.buzon.testing.wire.BearerCheck;
import dev.buzon.testing.wire.End;
import dev.buzon.testing.wire.EndedException;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets people in, or not: USER and PASS, APOP, SASL with passwords and with tokens. */
final class LoginDesk {
    private static final String WRONG = "-ERR [AUTH] wrong name or password";
    private static final Pattern TIMESTAMP = Pattern.compile("<[^>]*>");
    private static final byte[] SALT = "deterministic".getBytes(StandardCharsets.US_ASCII);
    private static final String NONCE = "serverpartofthenonce";

    /** Waits for the next line of an exchange. */
    private sealed interface Waiting {
        record Passwords(SaslServer exchange, Mechanism mechanism) implements Waiting {}

        record Token(String mechanism) implements Waiting {}

        record RefusedToken() implements Waiting {}
    }

    private final House house;
    private final Script script;
    private final Wire wire;
    private final Mouth mouth;
    private final Runnable loggedIn;
    private Optional<String> user = Optional.empty();
    private Optional<Waiting> waiting = Optional.empty();

    LoginDesk(House house, Script script, Wire wire, Mouth mouth, Runnable loggedIn) {
        this.house = house;
        this.script = script;
        this.wire = wire;
        this.mouth = mouth;
        this.loggedIn = loggedIn;
    }

    /** Whether the next line belongs to an exchange of SASL. */
    boolean waits() {
        return waiting.isPresent();
    }

    void user(Command.User command) throws IOException {
        user = Optional.of(command.name());
        mouth.say(Answer.line(Turn.USER, "+OK now the password"));
    }

    void pass(Command.Pass command) throws IOException {
        boolean right =
                user.filter(house.door().user()::equals).isPresent()
                        && matches(command.password(), house.door().password());
        user = Optional.empty();
        verdict(right);
    }

    void apop(Command.Apop command, String greeting) throws IOException {
        Matcher timestamp = TIMESTAMP.matcher(greeting);
        boolean right =
                timestamp.find()
                        && command.name().equals(house.door().user())
                        && command.digest()
                                .equals(
                                        Apop.digest(
                                                timestamp.group(),
                                                secret(house.door().password())));
        verdict(right);
    }

    void auth(Command.Auth command) throws IOException {
        String name = command.mechanism();
        if (!house.door().mechanisms().contains(name)) {
            mouth.say(Answer.line(Turn.OTHER, "-ERR no such mechanism"));
        } else if (name.equals("XOAUTH2") || name.equals("OAUTHBEARER")) {
            token(name, command.initialResponse());
        } else {
            Mechanism mechanism = Mechanism.named(name).orElseThrow();
            var exchange = new SaslServer(offer(), new ScramNonce(NONCE));
            Optional<SaslLine> first =
                    command.initialResponse()
                            .map(text ->
                                    SaslLine.initialResponse(
                                            text.getBytes(StandardCharsets.ISO_8859_1)));
            step(exchange.begin(name, first), exchange, mechanism);
        }
    }

    /** The next line of an exchange. */
    void response(byte[] line) throws IOException {
        Waiting now = waiting.orElseThrow();
        waiting = Optional.empty();
        switch (now) {
            case Waiting.Passwords(var exchange, var mechanism) ->
                    step(exchange.respond(SaslLine.response(line)), exchange, mechanism);
            case Waiting.Token(var mechanism) ->
                    judge(mechanism, new String(line, StandardCharsets.ISO_8859_1));
            case Waiting.RefusedToken() -> verdict(false);
        }
    }

    private SaslOffer offer() throws IOException {
        boolean plus = house.door().mechanisms().contains(Mechanism.SCRAM_SHA_256_PLUS.wireName());
        return new SaslOffer(true, true, true, true, plus ? wire.binding() : Optional.empty());
    }

    private void step(SaslStep step, SaslServer exchange, Mechanism mechanism) throws IOException {
        switch (step) {
            case SaslStep.Challenge(var message) -> {
                if (isSignature(message) && script.has(LoginFault.NO_SERVER_SIGNATURE)) {
                    verdict(true);
                } else {
                    waiting = Optional.of(new Waiting.Passwords(exchange, mechanism));
                    challenge(isSignature(message) ? signature(message) : message.base64());
                }
            }
            case SaslStep.CheckPassword(_, var name, var password) ->
                    verdict(
                            name.equals(house.door().user())
                                    && matches(password, house.door().password()));
            case SaslStep.LookUpScram(_, var name) ->
                    step(exchange.scram(credentials(name)), exchange, mechanism);
            case SaslStep.Succeeded _ -> verdict(true);
            case SaslStep.Failed _ -> verdict(false);
        }
    }

    private static boolean isSignature(SaslMessage message) {
        return new String(message.octets(), StandardCharsets.ISO_8859_1).startsWith("v=");
    }

    private String signature(SaslMessage right) {
        return script.has(LoginFault.WRONG_SERVER_SIGNATURE)
                ? SaslMessage.of("v=" + Base64.getEncoder().encodeToString(new byte[32])).base64()
                : right.base64();
    }

    private void challenge(String base64) throws IOException {
        if (script.has(LoginFault.CHALLENGE_NOT_BASE64)) {
            wire.say("+ this?is:not*base64");
        } else if (base64.isEmpty() && script.has(LoginFault.BARE_CHALLENGE)) {
            wire.say("+");
        } else {
            wire.say("+ " + base64);
        }
    }

    private ScramCredentials credentials(String name) {
        Secret password =
                secret(name.equals(house.door().user()) ? house.door().password() : "not it");
        return ScramCredentials.derive(password, SALT, ScramCredentials.MIN_ITERATIONS);
    }

    private void token(String mechanism, Optional<String> initial) throws IOException {
        if (initial.isEmpty()) {
            waiting = Optional.of(new Waiting.Token(mechanism));
            challenge("");
        } else if (script.has(LoginFault.OAUTH_IN_TWO_STEPS)) {
            mouth.say(Answer.line(Turn.OTHER, "-ERR Protocol error. Connection is closed. 10"));
            wire.end(End.FIN);
            throw new EndedException(End.FIN);
        } else {
            judge(mechanism, initial.get());
        }
    }

    private void judge(String mechanism, String base64) throws IOException {
        if (!script.has(LoginFault.OAUTH_REFUSED)
                && BearerCheck.fits(mechanism, base64, house.door().user(), house.door().token())) {
            verdict(true);
        } else {
            waiting = Optional.of(new Waiting.RefusedToken());
            challenge(SaslMessage.of("{\"status\":\"401\",\"schemes\":\"bearer\"}").base64());
        }
    }

    private void verdict(boolean right) throws IOException {
        Answer answer = Answer.line(Turn.LOGIN, right ? "+OK welcome" : WRONG).doing(loggedIn);
        if (!mouth.say(answer) && script.has(LoginFault.CLOSES_AFTER_FAILURE)) {
            wire.end(End.FIN);
            throw new EndedException(End.FIN);
        }
    }

    private static boolean matches(Secret given, String wanted) {
        return given.matches(secret(wanted));
    }

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
