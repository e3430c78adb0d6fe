package dev.buzon.e2e.core;

import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslFailure;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.protocol.smtp.ForwardPath;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.SaslOutcome;
import dev.buzon.protocol.smtp.SmtpAction;
import dev.buzon.protocol.smtp.SmtpBody;
import dev.buzon.protocol.smtp.SmtpDecoder;
import dev.buzon.protocol.smtp.SmtpEnvelope;
import dev.buzon.protocol.smtp.SmtpOutcome;
import dev.buzon.protocol.smtp.SmtpProfile;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The SMTP session of the protocol module, driven without a socket. */
final class CoreSmtp extends CoreWire {
    /** Small on purpose: content has to come out right through any buffer. */
    private static final int BUFFER_OCTETS = 7;

    private final CoreOffice office;
    private final SmtpSession session;
    private SmtpDecoder decoder = new SmtpDecoder();
    private SmtpAction next;
    private final StringBuilder content = new StringBuilder();
    private Optional<SaslServer> exchange = Optional.empty();
    private final Deque<SmtpOutcome> outcomes = new ArrayDeque<>();
    private boolean receiving;

    CoreSmtp(CoreOffice office, SmtpProfile profile, boolean tls) {
        this.office = office;
        this.session = new SmtpSession(profile, tls);
        this.next = session.greet();
        handle(ByteBuffer.allocate(0));
    }

    @Override
    void handle(ByteBuffer input) {
        while (!over() && !awaitingTls()) {
            var before = next;
            var after = perform(before, input);
            if (after.isEmpty()) {
                return;
            }
            next = after.get();
        }
    }

    @Override
    void tlsDone() {
        decoder = new SmtpDecoder();
        next = session.tlsStarted(true);
        handle(ByteBuffer.allocate(0));
    }

    @Override
    void ended() {
        content.setLength(0);
    }

    /** What comes after this action; empty when more input has to come first. */
    private Optional<SmtpAction> perform(SmtpAction action, ByteBuffer input) {
        return switch (action) {
            case SmtpAction.Send(var replies) -> {
                write(replies);
                yield Optional.of(new SmtpAction.Read());
            }
            case SmtpAction.Read _ -> decoder.read(input, session.expects()).map(session::on);
            case SmtpAction.CheckSender(var mail) ->
                    Optional.of(session.senderChecked(sender(mail.from())));
            case SmtpAction.CheckRecipient(var rcpt, var _) ->
                    Optional.of(session.recipientChecked(recipient(rcpt.to())));
            case SmtpAction.Receive receive -> receive(receive, input);
            case SmtpAction.Skip(var body) ->
                    move(body, input, new StringBuilder())
                            ? Optional.of(session.skipped())
                            : Optional.empty();
            case SmtpAction.Deliver(var envelope) ->
                    Optional.of(session.delivered(deliver(envelope)));
            case SmtpAction.Answered(var reply) -> {
                write(List.of(reply));
                yield Optional.of(session.delivered(outcomes.removeFirst()));
            }
            case SmtpAction.Abandon(var then) -> {
                content.setLength(0);
                yield Optional.of(then);
            }
            case SmtpAction.StartTls(var reply) -> {
                write(List.of(reply));
                awaitTls();
                yield Optional.empty();
            }
            case SmtpAction.Authenticate(var mechanism, var initial) ->
                    Optional.of(session.authenticated(begin(mechanism, initial)));
            case SmtpAction.AuthStep(var response) ->
                    Optional.of(
                            session.authenticated(
                                    outcome(exchange.orElseThrow().respond(line(response)))));
            case SmtpAction.Close(var replies) -> {
                write(replies);
                end();
                yield Optional.empty();
            }
        };
    }

    private void write(List<SmtpReply> replies) {
        replies.forEach(reply -> write(reply.octets()));
    }

    private SmtpOutcome sender(ReversePath from) {
        var user = session.user();
        return switch (from) {
            case ReversePath.Nobody _ -> SmtpOutcome.ACCEPTED;
            case ReversePath.Sender(var mailbox) when user.isPresent() ->
                    office.owner(mailbox.localPart()).equals(user)
                            ? SmtpOutcome.ACCEPTED
                            : SmtpOutcome.SENDER_NOT_OWNED;
            case ReversePath.Sender _ -> SmtpOutcome.ACCEPTED;
        };
    }

    private SmtpOutcome recipient(ForwardPath to) {
        return switch (to) {
            case ForwardPath.Postmaster _ -> SmtpOutcome.ACCEPTED;
            case ForwardPath.To(var mailbox) -> {
                if (!mailbox.domainKey().equals(CoreOffice.DOMAIN)) {
                    yield session.user().isPresent()
                            ? SmtpOutcome.RELAY_NOT_OFFERED
                            : SmtpOutcome.RELAY_REFUSED;
                }
                var owner = office.owner(mailbox.localPart());
                if (owner.isEmpty()) {
                    yield SmtpOutcome.UNKNOWN_RECIPIENT;
                }
                yield room(owner.get(), 1) ? SmtpOutcome.ACCEPTED : SmtpOutcome.OVER_QUOTA;
            }
        };
    }

    private boolean room(String name, int octets) {
        return office.box(name).octets() + octets <= office.quotaOctets(name);
    }

    private Optional<SmtpAction> receive(SmtpAction.Receive action, ByteBuffer input) {
        if (!receiving) {
            receiving = true;
            action.go().ifPresent(reply -> write(List.of(reply)));
            if (action.first()) {
                content.setLength(0);
            }
        }
        if (!move(action.body(), input, content)) {
            return Optional.empty();
        }
        receiving = false;
        return Optional.of(session.received(SmtpOutcome.ACCEPTED));
    }

    private static boolean move(SmtpBody body, ByteBuffer input, StringBuilder to) {
        var buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        while (true) {
            var ended = body.take(input, buffer);
            var full = !buffer.hasRemaining();
            buffer.flip();
            to.append(StandardCharsets.ISO_8859_1.decode(buffer));
            buffer.clear();
            if (ended) {
                return true;
            }
            if (!input.hasRemaining() && !full) {
                return false;
            }
        }
    }

    /** The outcome for the message, or for its first recipient; the others wait their turn. */
    private SmtpOutcome deliver(SmtpEnvelope envelope) {
        var failed = office.strikes(Fault.DELIVER_TEMP);
        outcomes.clear();
        for (var recipient : envelope.recipients()) {
            outcomes.add(
                    failed ? SmtpOutcome.TEMPORARY_FAILURE : deliver(envelope, recipient.path()));
        }
        content.setLength(0);
        return outcomes.removeFirst();
    }

    private SmtpOutcome deliver(SmtpEnvelope envelope, ForwardPath to) {
        var address =
                switch (to) {
                    case ForwardPath.Postmaster _ -> "postmaster@" + CoreOffice.DOMAIN;
                    case ForwardPath.To(var mailbox) -> mailbox.toString();
                };
        var name = office.owner(address.substring(0, address.lastIndexOf('@'))).orElse("ana");
        if (!room(name, content.length())) {
            return SmtpOutcome.OVER_QUOTA;
        }
        var trace =
                "Return-Path: %s\r\nDelivered-To: %s\r\nReceived: from %s by core with %s\r\n"
                        .formatted(envelope.from(), address, envelope.client(), envelope.with());
        office.deliver(name, OctetString.of(trace) + content);
        return SmtpOutcome.ACCEPTED;
    }

    private SaslOutcome begin(String mechanism, Optional<Secret> initial) {
        var offer =
                session.tls()
                        ? SaslOffer.withTls(false, Optional.empty())
                        : SaslOffer.withoutTls(true);
        var server = new SaslServer(offer, new ScramNonce("servernonce0123456"));
        exchange = Optional.of(server);
        return outcome(server.begin(mechanism, initial.map(CoreSmtp::line)));
    }

    private static SaslLine line(Secret response) {
        return new SaslLine.Message(SaslMessage.of(response.octets()));
    }

    private SaslOutcome outcome(SaslStep step) {
        return switch (step) {
            case SaslStep.Challenge(var message) ->
                    new SaslOutcome.Challenge(Secret.of(message.octets()));
            case SaslStep.CheckPassword login -> {
                var password = new String(login.password().octets(), StandardCharsets.UTF_8);
                yield office.login(login.user(), password)
                        .<SaslOutcome>map(SaslOutcome.Authenticated::new)
                        .orElse(new SaslOutcome.Failed(SaslOutcome.Reason.WRONG_CREDENTIALS));
            }
            case SaslStep.LookUpScram user ->
                    outcome(
                            exchange.orElseThrow()
                                    .scram(CoreScram.credentials(office, user.user())));
            case SaslStep.Succeeded login -> new SaslOutcome.Authenticated(login.user());
            case SaslStep.Failed(var failure) -> new SaslOutcome.Failed(reason(failure));
        };
    }

    private static SaslOutcome.Reason reason(SaslFailure failure) {
        return failure.blamesCredentials()
                ? SaslOutcome.Reason.WRONG_CREDENTIALS
                : SaslOutcome.Reason.MALFORMED;
    }
}
