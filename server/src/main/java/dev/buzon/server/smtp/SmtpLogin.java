package dev.buzon.server.smtp;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslFailure;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.smtp.SaslOutcome;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.auth.Outcome;
import dev.buzon.server.auth.ScramStart;
import java.util.Optional;

/** One SASL exchange of a submission client (RFC 4954 §4). */
final class SmtpLogin implements AutoCloseable {
    private final Authenticator authenticator;
    private final Authenticator.Caller caller;
    private final SaslServer server;
    private Optional<ScramStart.Ready> scram = Optional.empty();

    SmtpLogin(Authenticator authenticator, Authenticator.Caller caller, SaslServer server) {
        this.authenticator = authenticator;
        this.caller = caller;
        this.server = server;
    }

    /** The client named a mechanism. */
    SaslOutcome begin(String mechanism, Optional<Secret> initial) {
        return outcome(server.begin(mechanism, initial.map(SmtpLogin::line)));
    }

    /** The client answered a challenge. */
    SaslOutcome step(Secret response) {
        return outcome(server.respond(line(response)));
    }

    private static SaslLine line(Secret octets) {
        return new SaslLine.Message(SaslMessage.of(octets.octets()));
    }

    private SaslOutcome outcome(SaslStep step) {
        return switch (step) {
            case SaslStep.Challenge(var message) ->
                    new SaslOutcome.Challenge(Secret.of(message.octets()));
            case SaslStep.CheckPassword(var identity, var user, var password) ->
                    checked(identity, user, password);
            case SaslStep.LookUpScram(var identity, var user) ->
                    switch (authenticator.scram(caller, identity, user)) {
                        case ScramStart.Ended(var outcome) -> judged(outcome);
                        case ScramStart.Ready ready -> {
                            scram = Optional.of(ready);
                            yield outcome(server.scram(ready.credentials()));
                        }
                    };
            case SaslStep.Succeeded _ ->
                    scram.map(ready -> judged(ready.proved()))
                            .orElseGet(() -> failed(SaslFailure.OUT_OF_TURN));
            case SaslStep.Failed(var failure) -> failed(failure);
        };
    }

    private SaslOutcome checked(Optional<String> identity, String user, Secret password) {
        try {
            return judged(authenticator.password(caller, identity, user, password));
        } finally {
            password.wipe();
        }
    }

    private SaslOutcome failed(SaslFailure failure) {
        return switch (failure) {
            case WRONG_CREDENTIALS -> {
                scram.ifPresent(ScramStart.Ready::refuted);
                yield new SaslOutcome.Failed(SaslOutcome.Reason.WRONG_CREDENTIALS);
            }
            case UNKNOWN_MECHANISM, NOT_OFFERED, BAD_MESSAGE, BAD_CHANNEL_BINDING ->
                    new SaslOutcome.Failed(SaslOutcome.Reason.WRONG_CREDENTIALS);
            case CANCELLED, BAD_ENCODING, TOO_LONG, OUT_OF_TURN ->
                    new SaslOutcome.Failed(SaslOutcome.Reason.MALFORMED);
        };
    }

    private static SaslOutcome judged(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Authenticated(var account, _) ->
                    new SaslOutcome.Authenticated(account.toString());
            case Outcome.Refused() -> new SaslOutcome.Failed(SaslOutcome.Reason.WRONG_CREDENTIALS);
            case Outcome.TlsRequired() -> new SaslOutcome.Failed(SaslOutcome.Reason.TLS_REQUIRED);
            case Outcome.Unavailable _, Outcome.Throttled _ ->
                    new SaslOutcome.Failed(SaslOutcome.Reason.TEMPORARY);
        };
    }

    @Override
    public void close() {
        scram.ifPresent(ScramStart.Ready::close);
    }
}
