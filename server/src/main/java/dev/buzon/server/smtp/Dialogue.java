package dev.buzon.server.smtp;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.SaslOutcome;
import dev.buzon.protocol.smtp.SmtpAction;
import dev.buzon.protocol.smtp.SmtpBody;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpDecoder;
import dev.buzon.protocol.smtp.SmtpEnvelope;
import dev.buzon.protocol.smtp.SmtpInput;
import dev.buzon.protocol.smtp.SmtpOutcome;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpSession;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.ConnectionEndedException;
import dev.buzon.server.net.End;
import dev.buzon.server.net.Peer;
import dev.buzon.server.net.Tls;
import dev.buzon.server.net.TlsInfo;
import dev.buzon.server.net.TlsStart;
import dev.buzon.store.StoreException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SMTP or LMTP connection: the loop between socket, core and store. */
final class Dialogue implements AutoCloseable {
    private static final int CONTENT_OCTETS = 16 * 1024;

    private final Logger log;
    private final Desk desk;
    private final Connection connection;
    private final SmtpSession session;
    private final Tls tls;
    private final Function<Optional<ChannelBinding>, SaslServer> exchanges;
    private final Supplier<String> ids;
    private SmtpDecoder decoder = new SmtpDecoder();
    private Optional<Intake> intake = Optional.empty();
    private Optional<SmtpLogin> login = Optional.empty();
    private Iterator<SmtpOutcome> outcomes = List.<SmtpOutcome>of().iterator();

    Dialogue(
            Desk desk,
            Connection connection,
            SmtpSession session,
            Tls tls,
            Function<Optional<ChannelBinding>, SaslServer> exchanges,
            Supplier<String> ids) {
        this.log = LoggerFactory.getLogger(desk.kind().logName());
        this.desk = desk;
        this.connection = connection;
        this.session = session;
        this.tls = tls;
        this.exchanges = exchanges;
        this.ids = ids;
    }

    /** Talks until one side has had enough. */
    void run() throws ConnectionEndedException {
        Optional<SmtpAction> action = Optional.of(session.greet());
        while (action.isPresent()) {
            action = perform(action.get());
        }
    }

    /** Does it, and says what follows; nothing follows when the connection shall be closed. */
    private Optional<SmtpAction> perform(SmtpAction action) throws ConnectionEndedException {
        return switch (action) {
            case SmtpAction.Send(var replies) -> {
                write(replies);
                yield read();
            }
            case SmtpAction.Read() -> read();
            case SmtpAction.CheckSender(var mail) ->
                    Optional.of(session.senderChecked(sender(mail)));
            case SmtpAction.CheckRecipient(var recipient, var mail) ->
                    Optional.of(session.recipientChecked(recipient(recipient, mail)));
            case SmtpAction.Receive receive -> receive(receive);
            case SmtpAction.Skip(var body) ->
                    move(body, Optional.empty())
                            ? Optional.of(session.skipped())
                            : Optional.empty();
            case SmtpAction.Abandon(var then) -> {
                abandon();
                yield Optional.of(then);
            }
            case SmtpAction.Deliver _ -> {
                outcomes = intake.orElseThrow().deliver().iterator();
                abandon();
                yield Optional.of(session.delivered(nextOutcome()));
            }
            case SmtpAction.Answered(var reply) -> {
                write(List.of(reply));
                connection.flush();
                yield Optional.of(session.delivered(outcomes.next()));
            }
            case SmtpAction.StartTls(var reply) -> startTls(reply);
            case SmtpAction.Authenticate(var mechanism, var initial) -> {
                login =
                        Optional.of(
                                new SmtpLogin(
                                        desk.authenticator(),
                                        caller(),
                                        exchanges.apply(binding())));
                yield Optional.of(
                        session.authenticated(logged(login.get().begin(mechanism, initial))));
            }
            case SmtpAction.AuthStep(var response) ->
                    Optional.of(session.authenticated(logged(login.orElseThrow().step(response))));
            case SmtpAction.Close(var replies) -> {
                abandon();
                write(replies);
                yield Optional.empty();
            }
        };
    }

    // ---- reading

    private Optional<SmtpAction> read() throws ConnectionEndedException {
        if (session.expects() == SmtpDecoder.Expect.COMMAND) {
            forgetLogin(); // however its exchange ended
        }
        while (true) {
            Optional<SmtpInput> input = decoder.read(connection.input(), session.expects());
            if (input.isPresent()) {
                return Optional.of(session.on(input.get()));
            }
            if (!connection.read()) {
                return lastWord();
            }
        }
    }

    /** The connection gives no more input: what is said depends on why (RFC 5321 §3.8). */
    private Optional<SmtpAction> lastWord() {
        abandon();
        Optional<End> end = connection.end();
        if (end.filter(e -> e == End.SHUTDOWN).isPresent()) {
            return Optional.of(session.shutdown());
        }
        boolean late = end.filter(e -> e == End.IDLE || e == End.OVERDUE).isPresent();
        return late ? Optional.of(session.timedOut()) : Optional.empty();
    }

    private Optional<SmtpAction> receive(SmtpAction.Receive receive)
            throws ConnectionEndedException {
        if (receive.go().isPresent()) {
            write(List.of(receive.go().get()));
            connection.flush();
        }
        SmtpOutcome opened = receive.first() ? open(receive.envelope()) : SmtpOutcome.ACCEPTED;
        if (!move(receive.body(), intake)) {
            return lastWord();
        }
        return Optional.of(session.received(opened));
    }

    private SmtpOutcome open(SmtpEnvelope envelope) {
        abandon();
        Intake.Origin origin =
                new Intake.Origin(peerText(), connection.tls().map(TlsInfo::suite), ids.get());
        try {
            intake = Optional.of(new Intake(desk, origin, envelope));
            return SmtpOutcome.ACCEPTED;
        } catch (StoreException e) {
            log.error(
                    "{}: no message can be taken: {}", connection.peer().text(), e.getMessage(), e);
            return SmtpOutcome.TEMPORARY_FAILURE;
        }
    }

    /** Moves content to its end; false when the connection ended before. */
    private boolean move(SmtpBody body, Optional<Intake> sink) {
        ByteBuffer content = ByteBuffer.allocate(CONTENT_OCTETS);
        while (true) {
            boolean ended = body.take(connection.input(), content);
            content.flip();
            sink.ifPresent(s -> s.write(content));
            content.clear();
            if (ended) {
                return true;
            }
            if (!connection.input().hasRemaining() && !connection.read()) {
                return false;
            }
        }
    }

    private SmtpOutcome nextOutcome() {
        if (desk.kind() == Desk.Kind.LMTP) {
            return outcomes.next();
        }
        // One answer for all recipients. If they differ, the sender must try again: rather two
        // copies than none.
        SmtpOutcome all = outcomes.next();
        while (outcomes.hasNext()) {
            all = outcomes.next() == all ? all : SmtpOutcome.TEMPORARY_FAILURE;
        }
        return all;
    }

    private void forgetLogin() {
        login.ifPresent(SmtpLogin::close);
        login = Optional.empty();
    }

    private void abandon() {
        intake.ifPresent(Intake::close);
        intake = Optional.empty();
    }

    // ---- judging

    private SmtpOutcome sender(SmtpCommand.Mail mail) {
        try {
            return switch (mail.from()) {
                case ReversePath.Nobody() -> SmtpOutcome.ACCEPTED;
                case ReversePath.Sender(var mailbox) ->
                        desk.kind() != Desk.Kind.SUBMISSION
                                        || Senders.owns(desk.directory(), session.user(), mailbox)
                                ? SmtpOutcome.ACCEPTED
                                : SmtpOutcome.SENDER_NOT_OWNED;
            };
        } catch (StoreException e) {
            return unavailable(e);
        }
    }

    private SmtpOutcome recipient(SmtpCommand.Rcpt recipient, SmtpCommand.Mail mail) {
        try {
            return Recipients.find(desk, recipient.to(), mail.parameters().size().orElse(0))
                    .outcome();
        } catch (StoreException e) {
            return unavailable(e);
        }
    }

    private SmtpOutcome unavailable(StoreException e) {
        log.error(
                "{}: the accounts cannot be read: {}", connection.peer().text(), e.getMessage(), e);
        return SmtpOutcome.TEMPORARY_FAILURE;
    }

    private SaslOutcome logged(SaslOutcome outcome) {
        switch (outcome) {
            case SaslOutcome.Challenge _ -> {}
            case SaslOutcome.Authenticated(var user) ->
                    log.info("{}: {} logged in{}", connection.peer().text(), user, tlsText());
            case SaslOutcome.Failed(var reason) ->
                    log.info("{}: login failed: {}", connection.peer().text(), reason);
        }
        return outcome;
    }

    private String tlsText() {
        return connection
                .tls()
                .map(info -> ", " + info.protocol() + " " + info.suite())
                .orElse(", no TLS");
    }

    // ---- TLS and answers

    private Optional<SmtpAction> startTls(SmtpReply reply) throws ConnectionEndedException {
        write(List.of(reply));
        TlsStart start = connection.startTls(tls, Optional.empty());
        if (start == TlsStart.PLAINTEXT_WAITING) {
            log.warn("{}: octets in clear text after STARTTLS: closed", connection.peer().text());
        }
        if (start != TlsStart.STARTED) {
            return Optional.empty();
        }
        decoder = new SmtpDecoder();
        return Optional.of(session.tlsStarted(connection.tlsExporter().isPresent()));
    }

    private Optional<ChannelBinding> binding() {
        return connection.tlsExporter().map(Secret::of).map(ChannelBinding::tlsExporter);
    }

    private Authenticator.Caller caller() {
        InetAddress address =
                switch (connection.peer()) {
                    case Peer.Tcp tcp -> tcp.address().getAddress();
                    case Peer.Local() -> InetAddress.getLoopbackAddress();
                };
        return new Authenticator.Caller(address, connection.tls().isPresent());
    }

    private Optional<String> peerText() {
        return switch (connection.peer()) {
            case Peer.Tcp tcp -> Optional.of(tcp.address().getAddress().getHostAddress());
            case Peer.Local() -> Optional.empty();
        };
    }

    private void write(List<SmtpReply> replies) throws ConnectionEndedException {
        for (SmtpReply reply : replies) {
            connection.write(reply.octets());
        }
    }

    @Override
    public void close() {
        abandon();
        forgetLogin();
    }
}
