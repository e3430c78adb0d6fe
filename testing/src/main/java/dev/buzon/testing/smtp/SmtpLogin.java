package dev.buzon.testing.smtp;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.testing.wire.BearerCheck;
import dev.buzon.testing.wire.Said.Side;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** AUTH on one connection (RFC 4954 §4). */
final class SmtpLogin {
    private static final byte[] SALT = "deterministic".getBytes(StandardCharsets.US_ASCII);

    private final Script script;
    private final Wire wire;
    private final Intake intake;
    private final Replies replies;
    private String user = "";

    SmtpLogin(Script script, Wire wire, Intake intake, Replies replies) {
        this.script = script;
        this.wire = wire;
        this.intake = intake;
        this.replies = replies;
    }

    String user() {
        return user;
    }

    void forget() {
        user = "";
    }

    void auth(String argument) throws IOException {
        String[] words = argument.split(" ", 2);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        Optional<String> initial = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
        if (!script.door().mechanisms().contains(mechanism)) {
            wire.say("504 5.5.4 no such mechanism");
            return;
        }
        boolean bearer = mechanism.equals("XOAUTH2") || mechanism.equals("OAUTHBEARER");
        boolean right = bearer ? token(mechanism, initial) : password(mechanism, initial);
        if (!right) {
            wire.say("535 5.7.8 wrong name or password");
        } else if (replies.say(Step.AUTH, "235 2.7.0 welcome")) {
            user = script.door().user();
        }
    }

    private String ask(String base64) throws IOException {
        wire.say("334 " + base64);
        String line = intake.line();
        wire.record(Side.CLIENT, true, line);
        return line;
    }

    private boolean token(String mechanism, Optional<String> initial) throws IOException {
        String base64 = initial.isPresent() ? initial.get() : ask("");
        boolean right =
                BearerCheck.fits(mechanism, base64, script.door().user(), script.door().token());
        if (!right) {
            ask(SaslMessage.of("{\"status\":\"401\"}").base64());
        }
        return right;
    }

    private boolean password(String mechanism, Optional<String> initial) throws IOException {
        var exchange =
                new SaslServer(
                        new SaslOffer(true, true, true, true, Optional.empty()),
                        new ScramNonce("serverpartofthenonce"));
        SaslStep step =
                exchange.begin(
                        mechanism, initial.map(text -> SaslLine.initialResponse(octets(text))));
        while (step instanceof SaslStep.Challenge || step instanceof SaslStep.LookUpScram) {
            step =
                    step instanceof SaslStep.Challenge(var message)
                            ? exchange.respond(SaslLine.response(octets(ask(message.base64()))))
                            : exchange.scram(credentials());
        }
        if (step instanceof SaslStep.CheckPassword(_, var name, var secret)) {
            return name.equals(script.door().user())
                    && secret.matches(Secret.of(octets(script.door().password())));
        }
        return step instanceof SaslStep.Succeeded(_, var name) && name.equals(script.door().user());
    }

    private ScramCredentials credentials() {
        return ScramCredentials.derive(
                Secret.of(octets(script.door().password())), SALT, ScramCredentials.MIN_ITERATIONS);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
