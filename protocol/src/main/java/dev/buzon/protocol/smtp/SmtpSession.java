package dev.buzon.protocol.smtp;

import dev.buzon.protocol.Secret;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of one SMTP, submission or LMTP connection (RFC 5321, RFC 6409, RFC 2033): it
 * takes what the client says and what the driver found out, and gives the next {@link SmtpAction}.
 * It never touches a socket, a clock or the store; the package's page shows the loop around it.
 *
 * <p>A method called out of turn (an outcome nobody asked for) is an error of the driver and throws
 * IllegalStateException; nothing a client sends can cause that.
 */
public final class SmtpSession {
    private final SmtpLimits limits;
    private final boolean lmtp;
    private Standing standing;
    private State state = new State.Idle();
    private int errorsInRow;
    private int refusedRecipients;
    private int failedLogins;

    /**
     * A session that has not greeted yet.
     *
     * @param tls whether the connection began with a TLS handshake (port 465)
     */
    public SmtpSession(SmtpProfile profile, boolean tls) {
        this.limits = profile.common().limits();
        this.lmtp = profile instanceof SmtpProfile.Lmtp;
        this.standing = new Standing(profile, tls, Optional.empty(), Optional.empty());
    }

    /** The first action: the greeting. */
    public SmtpAction greet() {
        return SmtpAction.Send.one(SmtpReplies.greeting(standing.profile()));
    }

    /** What the next line from the client is, for {@link SmtpDecoder#read}. */
    public SmtpDecoder.Expect expects() {
        return state instanceof State.AwaitingResponse
                ? SmtpDecoder.Expect.SASL_RESPONSE
                : SmtpDecoder.Expect.COMMAND;
    }

    /** Who is authenticated. */
    public Optional<String> user() {
        return standing.user();
    }

    /** Whether the connection is encrypted. */
    public boolean tls() {
        return standing.tls();
    }

    /** The server stops: say so and close (RFC 5321 §3.8, S-027). */
    public SmtpAction.Close shutdown() {
        return close(SmtpReplies.SHUTDOWN);
    }

    /** The client was silent for too long: say so and close (S-025). */
    public SmtpAction.Close timedOut() {
        return close(SmtpReplies.TIMEOUT);
    }

    /** There are too many connections: said instead of the greeting. */
    public SmtpAction.Close busy() {
        return close(SmtpReplies.BUSY);
    }

    /** Takes what the client sent. */
    public SmtpAction on(SmtpInput input) {
        return switch (state) {
            case State.Idle _, State.InMessage _ -> commandInput(input);
            case State.AwaitingResponse _ -> responseInput(input);
            case State.Closed _ -> new SmtpAction.Close(List.of());
            case State.CheckingSender _,
                    State.CheckingRecipient _,
                    State.Receiving _,
                    State.Skipping _,
                    State.Delivering _,
                    State.StartingTls _,
                    State.Authenticating _ ->
                    throw outOfTurn();
        };
    }

    private SmtpAction commandInput(SmtpInput input) {
        return switch (input) {
            case SmtpInput.Line(var text) -> command(SmtpCommandParser.parse(text));
            case SmtpInput.TooLong(var sasl) ->
                    error(sasl ? SmtpReplies.SASL_TOO_LONG : SmtpReplies.LINE_TOO_LONG);
            case SmtpInput.NotText() -> error(SmtpReplies.GARBLED);
            case SmtpInput.Flood() -> close(SmtpReplies.FLOOD);
            case SmtpInput.TlsHello() -> closeSilently();
        };
    }

    private SmtpAction responseInput(SmtpInput input) {
        state = new State.Idle();
        return switch (input) {
            case SmtpInput.Line(var text) -> response(text);
            case SmtpInput.TooLong _ -> error(SmtpReplies.SASL_TOO_LONG);
            case SmtpInput.NotText() -> error(SmtpReplies.BAD_BASE64);
            case SmtpInput.Flood() -> close(SmtpReplies.FLOOD);
            case SmtpInput.TlsHello() -> closeSilently();
        };
    }

    private SmtpAction command(SmtpCommand command) {
        return switch (command) { // no default: a new command does not compile until handled
            case SmtpCommand.Ehlo(var client) -> hello(client, true, !lmtp);
            case SmtpCommand.Helo(var client) -> hello(client, false, !lmtp);
            case SmtpCommand.Lhlo(var client) -> hello(client, true, lmtp);
            case SmtpCommand.Mail mail -> mail(mail);
            case SmtpCommand.Rcpt rcpt -> rcpt(rcpt);
            case SmtpCommand.Data() -> data();
            case SmtpCommand.Bdat bdat -> bdat(bdat);
            case SmtpCommand.Rset() -> abandoning(good(SmtpReplies.OK));
            case SmtpCommand.Noop() -> good(SmtpReplies.OK);
            case SmtpCommand.Vrfy() -> good(SmtpReplies.CANNOT_VERIFY); // S-005
            case SmtpCommand.Expn() -> error(SmtpReplies.NOT_HERE);
            case SmtpCommand.Help() -> good(SmtpReplies.HELP);
            case SmtpCommand.Quit() -> close(SmtpReplies.BYE);
            case SmtpCommand.StartTls() -> startTls();
            case SmtpCommand.Auth auth -> auth(auth);
            case SmtpCommand.Unknown() -> error(SmtpReplies.UNKNOWN);
            case SmtpCommand.Foreign() -> close(SmtpReplies.FOREIGN);
            case SmtpCommand.Malformed(var reply) -> error(reply);
            case SmtpCommand.MalformedBdat() -> close(SmtpReplies.BAD_CHUNK_SIZE);
        };
    }

    private SmtpAction hello(String client, boolean extended, boolean spokenHere) {
        if (!spokenHere) {
            return error(SmtpReplies.UNKNOWN); // RFC 2033 §4.1, S-050
        }
        standing = standing.greeted(client, extended);
        List<String> lines = standing.offer();
        return abandoning(good(SmtpReplies.hello(extended ? lines : lines.subList(0, 1))));
    }

    private SmtpAction mail(SmtpCommand.Mail mail) {
        if (state instanceof State.InMessage) {
            return error(SmtpReplies.IN_TRANSACTION);
        }
        Optional<SmtpReply> refusal = standing.refusal(mail);
        if (refusal.isPresent()) {
            return error(refusal.get());
        }
        if (mail.from() instanceof ReversePath.Nobody) {
            return begin(mail); // S-042: a report may come from anybody
        }
        state = new State.CheckingSender(mail);
        return new SmtpAction.CheckSender(mail);
    }

    /** The driver's answer to {@link SmtpAction.CheckSender}. */
    public SmtpAction senderChecked(SmtpOutcome outcome) {
        if (!(state instanceof State.CheckingSender(var mail))) {
            throw outOfTurn();
        }
        state = new State.Idle();
        return outcome == SmtpOutcome.ACCEPTED ? begin(mail) : refuse(outcome.reply());
    }

    private SmtpAction begin(SmtpCommand.Mail mail) {
        state = new State.InMessage(new Transaction(mail));
        return good(SmtpReplies.SENDER_OK);
    }

    private SmtpAction rcpt(SmtpCommand.Rcpt rcpt) {
        if (!(state instanceof State.InMessage(var message))) {
            return error(SmtpReplies.MAIL_FIRST);
        }
        if (message.chunksBegun()) {
            return error(SmtpReplies.AFTER_BDAT);
        }
        Optional<SmtpReply> refusal = standing.refusal(rcpt, message.mail());
        if (refusal.isPresent()) {
            message.noteRefusal();
            return error(refusal.get());
        }
        if (message.recipients() >= limits.recipients()) {
            return refuse(SmtpReplies.TOO_MANY_RECIPIENTS); // S-007
        }
        state = new State.CheckingRecipient(message, rcpt);
        return new SmtpAction.CheckRecipient(rcpt, message.mail());
    }

    /** The driver's answer to {@link SmtpAction.CheckRecipient}. */
    public SmtpAction recipientChecked(SmtpOutcome outcome) {
        if (!(state instanceof State.CheckingRecipient(var message, var recipient))) {
            throw outOfTurn();
        }
        state = new State.InMessage(message);
        if (outcome == SmtpOutcome.ACCEPTED) {
            message.add(recipient);
            return good(SmtpReplies.RECIPIENT_OK);
        }
        message.noteRefusal();
        refusedRecipients++;
        if (refusedRecipients >= limits.refusedRecipients()) {
            return close(SmtpReplies.TOO_MANY_ERRORS);
        }
        boolean route =
                outcome == SmtpOutcome.UNKNOWN_RECIPIENT
                        && recipient.to() instanceof ForwardPath.To(var mailbox)
                        && mailbox.reroutes();
        return refuse(route ? SmtpOutcome.RELAY_REFUSED.reply() : outcome.reply()); // S-019
    }

    private SmtpAction data() {
        Optional<SmtpReply> refusal = contentRefusal();
        if (refusal.isPresent()) {
            return error(refusal.get());
        }
        Transaction message = message();
        if (message.chunksBegun()) {
            return error(SmtpReplies.AFTER_BDAT);
        }
        errorsInRow = 0;
        SmtpBody body = SmtpBody.dotted(limits);
        state = new State.Receiving(message, body, true);
        return new SmtpAction.Receive(
                Optional.of(SmtpReplies.DATA_GO), standing.envelope(message), true, body);
    }

    private SmtpAction bdat(SmtpCommand.Bdat bdat) {
        Optional<SmtpReply> refusal = contentRefusal();
        if (refusal.isPresent()) { // RFC 3030 §2: the octets come all the same
            SmtpBody unwanted = SmtpBody.unwanted(limits, bdat.octets());
            state = new State.Skipping(state, unwanted, refusal.get());
            return new SmtpAction.Skip(unwanted);
        }
        Transaction message = message();
        boolean first = !message.chunksBegun();
        SmtpBody body = message.chunks(limits);
        body.expectChunk(bdat.octets(), bdat.last());
        state = new State.Receiving(message, body, bdat.last());
        return new SmtpAction.Receive(Optional.empty(), standing.envelope(message), first, body);
    }

    /** Why no content may come now, if it may not. */
    private Optional<SmtpReply> contentRefusal() {
        if (!(state instanceof State.InMessage(var message))) {
            return Optional.of(
                    standing.greeted() ? SmtpReplies.MAIL_FIRST : SmtpReplies.HELLO_FIRST);
        }
        if (message.recipients() > 0) {
            return Optional.empty();
        }
        boolean allRefused = message.refusedSomebody() && !lmtp; // RFC 2033 §4.2: LMTP says 503
        return Optional.of(allRefused ? SmtpReplies.NO_RECIPIENTS : SmtpReplies.RCPT_FIRST);
    }

    private Transaction message() {
        if (state instanceof State.InMessage(var message)) {
            return message;
        }
        throw outOfTurn();
    }

    /** The driver's answer to {@link SmtpAction.Skip}. */
    public SmtpAction skipped() {
        if (!(state instanceof State.Skipping(var before, var body, var reply))) {
            throw outOfTurn();
        }
        state = before;
        return body.gaveUp() ? close(SmtpReplies.FLOOD) : error(reply);
    }

    /**
     * The driver's answer to {@link SmtpAction.Receive}: whether it could keep the octets.
     *
     * @param outcome what happened to the place for the message, or a verdict on the content
     */
    public SmtpAction received(SmtpOutcome outcome) {
        if (!(state instanceof State.Receiving(var message, var body, var last))) {
            throw outOfTurn();
        }
        int replies = lmtp && last ? message.recipients() : 1;
        if (body.loneLineEnd()) {
            return close(replies, SmtpReplies.LONE_LINE_END); // S-010
        }
        if (body.gaveUp()) {
            return close(replies, SmtpOutcome.TOO_BIG.reply());
        }
        SmtpOutcome verdict = body.tooBig() ? SmtpOutcome.TOO_BIG : outcome;
        if (verdict == SmtpOutcome.STOPPING) {
            return close(replies, verdict.reply());
        }
        if (verdict != SmtpOutcome.ACCEPTED) {
            state = new State.Idle();
            List<SmtpReply> all = Collections.nCopies(replies, verdict.reply());
            return new SmtpAction.Abandon(new SmtpAction.Send(all));
        }
        if (!last) {
            state = new State.InMessage(message);
            return good(SmtpReplies.CHUNK_OK);
        }
        state = new State.Delivering(replies);
        return new SmtpAction.Deliver(standing.envelope(message));
    }

    /** The driver's answer to {@link SmtpAction.Deliver}; over LMTP one for each recipient. */
    public SmtpAction delivered(SmtpOutcome outcome) {
        if (!(state instanceof State.Delivering(var left))) {
            throw outOfTurn();
        }
        SmtpReply reply = outcome == SmtpOutcome.ACCEPTED ? SmtpReplies.STORED : outcome.reply();
        if (outcome == SmtpOutcome.STOPPING) {
            return close(left, reply);
        }
        if (left > 1) {
            state = new State.Delivering(left - 1);
            return new SmtpAction.Answered(reply);
        }
        state = new State.Idle();
        return SmtpAction.Send.one(reply);
    }

    private SmtpAction startTls() {
        Optional<SmtpReply> refusal = standing.startTlsRefusal();
        if (refusal.isPresent()) {
            return error(refusal.get());
        }
        SmtpAction go = abandoning(new SmtpAction.StartTls(SmtpReplies.TLS_GO));
        state = new State.StartingTls();
        return go;
    }

    /**
     * The handshake is done: nothing said before counts (RFC 3207 §4.2, S-034).
     *
     * @param bindable whether the connection gives a value that a login can be bound to (RFC 9266)
     */
    public SmtpAction tlsStarted(boolean bindable) {
        if (!(state instanceof State.StartingTls)) {
            throw outOfTurn();
        }
        standing = standing.encrypted(bindable);
        state = new State.Idle();
        return new SmtpAction.Read();
    }

    private SmtpAction auth(SmtpCommand.Auth auth) {
        Optional<SmtpReply> refusal = standing.refusal(auth);
        if (refusal.isPresent()) {
            return error(refusal.get());
        }
        if (state instanceof State.InMessage) {
            return error(SmtpReplies.IN_TRANSACTION);
        }
        state = new State.Authenticating();
        return new SmtpAction.Authenticate(auth.mechanism(), auth.initial());
    }

    private SmtpAction response(String text) {
        if (text.equals("*")) {
            return error(SmtpReplies.AUTH_CANCELLED);
        }
        Optional<Secret> response = SmtpCommandParser.base64(text);
        if (response.isEmpty()) {
            return error(SmtpReplies.BAD_BASE64);
        }
        state = new State.Authenticating();
        return new SmtpAction.AuthStep(response.get());
    }

    /** The driver's answer to {@link SmtpAction.Authenticate} and {@link SmtpAction.AuthStep}. */
    public SmtpAction authenticated(SaslOutcome outcome) {
        if (!(state instanceof State.Authenticating)) {
            throw outOfTurn();
        }
        return switch (outcome) {
            case SaslOutcome.Challenge(var data) -> {
                state = new State.AwaitingResponse();
                String base64 = Base64.getEncoder().encodeToString(data.octets());
                yield SmtpAction.Send.one(SmtpReplies.challenge(base64));
            }
            case SaslOutcome.Authenticated(var name) -> {
                state = new State.Idle();
                standing = standing.authenticated(name);
                yield good(SmtpReplies.AUTHENTICATED);
            }
            case SaslOutcome.Failed(var reason) -> {
                state = new State.Idle();
                yield loginFailed(SmtpReplies.loginFailed(reason));
            }
        };
    }

    private SmtpAction loginFailed(SmtpReply reply) {
        failedLogins++;
        if (failedLogins < limits.failedLogins()) {
            return error(reply);
        }
        state = new State.Closed();
        return new SmtpAction.Close(List.of(reply, SmtpReplies.TOO_MANY_ERRORS));
    }

    /** Forgets the message in hand; what was received of it goes too. */
    private SmtpAction abandoning(SmtpAction then) {
        boolean begun = state instanceof State.InMessage(var message) && message.chunksBegun();
        state = new State.Idle();
        return begun ? new SmtpAction.Abandon(then) : then;
    }

    private SmtpAction good(SmtpReply reply) {
        errorsInRow = 0;
        return SmtpAction.Send.one(reply);
    }

    /** A refusal that is nobody's error. */
    private SmtpAction refuse(SmtpReply reply) {
        return reply.code() == 421 ? close(reply) : SmtpAction.Send.one(reply);
    }

    private SmtpAction error(SmtpReply reply) {
        errorsInRow++;
        return errorsInRow >= limits.errorsInRow()
                ? close(SmtpReplies.TOO_MANY_ERRORS)
                : SmtpAction.Send.one(reply);
    }

    private SmtpAction.Close close(SmtpReply reply) {
        return close(1, reply);
    }

    private SmtpAction.Close close(int times, SmtpReply reply) {
        state = new State.Closed();
        return new SmtpAction.Close(Collections.nCopies(times, reply));
    }

    private SmtpAction closeSilently() {
        state = new State.Closed();
        return new SmtpAction.Close(List.of());
    }

    private IllegalStateException outOfTurn() {
        return new IllegalStateException(
                "not asked for in state " + state.getClass().getSimpleName());
    }
}
