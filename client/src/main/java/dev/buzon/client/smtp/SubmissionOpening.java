package dev.buzon.client.smtp;

import dev.buzon.client.net.Connection;
import dev.buzon.client.net.Line;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Security;
import dev.buzon.client.pop3.Credentials;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.smtp.SmtpCapabilities;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpLoginPlan;
import dev.buzon.protocol.smtp.SmtpReply;
import java.time.Duration;
import java.util.Optional;

/**
 * The way from nothing to a session: connect, greet, TLS, what is offered, login.
 *
 * @param credentials empty for a server that wants none
 * @param only the mechanism that was chosen; empty for the best
 * @param scramExpected whether a weaker way than SCRAM is not to be taken
 * @param client the name for EHLO (RFC 5321 §4.1.1.1)
 */
record SubmissionOpening(
        Line line,
        Security security,
        Optional<Credentials> credentials,
        Optional<String> only,
        boolean scramExpected,
        String client) {
    /** How long a server may take to greet (RFC 5321 §4.5.3.2.1). */
    static final Duration GREETING_LIMIT = Duration.ofMinutes(5);

    /** Opens a session, or says why there is none. */
    SubmissionSession session() throws SubmissionException {
        SmtpWire wire = dial();
        boolean opened = false;
        try {
            SmtpReply greeting = wire.replySoon(GREETING_LIMIT);
            if (greeting.kind() != SmtpReply.Kind.DONE) {
                throw SubmissionException.of("take this connection", greeting);
            }
            SmtpCapabilities capabilities = hello(wire);
            if (security == Security.UPGRADE) {
                upgrade(wire, capabilities);
                capabilities = hello(wire); // what was said in clear could be anybody's (C-002)
            }
            Optional<Mechanism> mechanism = Optional.empty();
            if (credentials.isPresent()) {
                mechanism = Optional.of(logIn(wire, capabilities, credentials.get()));
            }
            SubmissionSession session = new SubmissionSession(wire, capabilities, mechanism);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                wire.close();
            }
        }
    }

    private SmtpWire dial() throws SubmissionException {
        try {
            Connection connection = Connection.open(line, security == Security.IMPLICIT_TLS);
            return new SmtpWire(connection, line.log(), line.limits().read());
        } catch (NetException e) {
            throw SubmissionException.of(e);
        }
    }

    private SmtpCapabilities hello(SmtpWire wire) throws SubmissionException {
        wire.quiet();
        wire.send(new SmtpCommand.Ehlo(client));
        SmtpReply reply = wire.reply();
        if (reply.kind() == SmtpReply.Kind.DONE) {
            return SmtpCapabilities.of(reply);
        }
        if (reply.kind() != SmtpReply.Kind.NEVER || security == Security.UPGRADE) {
            throw SubmissionException.of("say what it offers", reply);
        }
        wire.send(new SmtpCommand.Helo(client)); // RFC 5321 §3.2: an old server
        SmtpReply old = wire.reply();
        if (old.kind() != SmtpReply.Kind.DONE) {
            throw SubmissionException.of("be greeted", old);
        }
        return SmtpCapabilities.NONE;
    }

    /** TLS, or the end (C-018): nothing is told to whoever says that there is none. */
    private void upgrade(SmtpWire wire, SmtpCapabilities capabilities) throws SubmissionException {
        if (!capabilities.startTls()) {
            throw new SubmissionException.TlsUnavailable(
                    line.server() + " does not offer TLS; nothing was told to it", null);
        }
        wire.quiet();
        wire.send(new SmtpCommand.StartTls());
        SmtpReply reply = wire.reply();
        if (reply.code() != 220) {
            throw new SubmissionException.TlsUnavailable(
                    line.server()
                            + " does not begin TLS; nothing was told to it"
                            + SubmissionException.quoted(reply),
                    null);
        }
        wire.secure();
    }

    /** Tries the ways in their order; gives the one that led in. */
    private Mechanism logIn(SmtpWire wire, SmtpCapabilities capabilities, Credentials who)
            throws SubmissionException {
        SmtpLoginPlan plan =
                new SmtpLoginPlan(
                        capabilities.mechanisms(),
                        who instanceof Credentials.Token,
                        wire.connection().isSecured() || security == Security.CLEARTEXT,
                        SmtpLogin.binding(wire).isPresent(),
                        only,
                        scramExpected);
        Optional<SubmissionException> refusal = Optional.empty();
        for (Mechanism mechanism : plan.mechanisms()) {
            SmtpLogin login = new SmtpLogin(wire, capabilities, mechanism, who);
            SmtpReply reply;
            try {
                reply = login.run();
            } catch (SubmissionException.ConnectionLost e) {
                throw refusal.orElse(e); // many hang up after a wrong password
            }
            switch (reply.kind()) {
                case DONE -> {
                    return mechanism;
                }
                case LATER -> throw new SubmissionException.TemporaryFailure("log us in", reply);
                case NEVER, GO_ON ->
                        refusal =
                                Optional.of(
                                        new SubmissionException.LoginRefused(
                                                reply, login.tokenRefusal()));
            }
        }
        throw refusal.orElseGet(() -> noWayIn(plan));
    }

    private SubmissionException noWayIn(SmtpLoginPlan plan) {
        return new SubmissionException.NoWayIn(
                plan.consentWouldHelp()
                        ? line.server()
                                + " no longer offers SCRAM, which was used before: the password"
                                + " would have to be told"
                        : line.server() + " offers no way to log in that may be used",
                plan.consentWouldHelp());
    }
}
