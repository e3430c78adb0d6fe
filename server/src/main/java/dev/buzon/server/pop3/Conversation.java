package dev.buzon.server.pop3;

import dev.buzon.message.TopLines;
import dev.buzon.protocol.dot.DotStuffer;
import dev.buzon.protocol.dot.LineEnds;
import dev.buzon.protocol.pop3.Action;
import dev.buzon.protocol.pop3.LineDecoder;
import dev.buzon.protocol.pop3.LineDecoder.Input;
import dev.buzon.protocol.pop3.Reply;
import dev.buzon.protocol.pop3.Session;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.ConnectionEndedException;
import dev.buzon.server.net.End;
import dev.buzon.server.net.Tls;
import dev.buzon.server.net.TlsStart;
import dev.buzon.store.Content;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One POP3 connection: the loop between socket, core and store. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger("pop3");

    /** Room for the answer's last line and a piece of any message. */
    private static final int PIECE_OCTETS = 16 * 1024;

    private static final int TERMINATOR_OCTETS = 64; // the CRLF, the dot, and some stuffing

    private final Connection connection;
    private final Session session;
    private final Tls tls;
    private final Visit visit;
    private LineDecoder decoder = new LineDecoder();

    Conversation(Connection connection, Session session, Tls tls, Visit visit) {
        this.connection = connection;
        this.session = session;
        this.tls = tls;
        this.visit = visit;
    }

    /** Talks until one side has had enough. */
    void run() throws ConnectionEndedException {
        write(session.greeting());
        while (connection.read()) {
            if (!takeInput()) {
                return;
            }
        }
        if (connection.end().filter(end -> end == End.SHUTDOWN).isPresent()) {
            write(session.closing());
            connection.flush();
        }
    }

    /**
     * Takes all that has arrived; the answers gather and go out when the input is drained (RFC 2449
     * §6.6).
     */
    private boolean takeInput() throws ConnectionEndedException {
        if (connection.tls().isEmpty() && connection.looksLikeTls() && !decoder.midLine()) {
            LOG.info(
                    "{}: TLS on a port where it does not come first: closed",
                    connection.peer().text());
            return false;
        }
        while (true) {
            Input input = decoder.next(connection.input(), session.inExchange());
            if (input instanceof Input.More) {
                return true;
            }
            boolean goesOn = perform(session.on(input));
            if (!session.inExchange()) {
                visit.exchangeEnded(session.provedWrong());
            }
            if (!goesOn) {
                return false;
            }
        }
    }

    /** Does it, and what follows from it; says whether the conversation goes on. */
    private boolean perform(Action action) throws ConnectionEndedException {
        return switch (action) {
            case Action.Answer(var reply) -> write(reply);
            case Action.LogIn(var user, var password) ->
                    perform(session.loginEnded(visit.logIn(user, password)));
            case Action.LogInByDigest _ -> perform(session.loginEnded(visit.digestRefused()));
            case Action.LogInBySasl(var login) -> perform(session.loginEnded(visit.logIn(login)));
            case Action.LookUpScram(var user) -> perform(lookUp(user));
            case Action.OpenMaildrop _ -> perform(session.loginEnded(visit.proved()));
            case Action.Send send -> send(send);
            case Action.Commit commit -> perform(commit(commit));
            case Action.StartTls(var answer) -> startTls(answer);
            case Action.Close(var answer) -> {
                if (answer.isPresent()) {
                    write(answer.get());
                }
                yield false;
            }
        };
    }

    private Action lookUp(SaslStep.LookUpScram user) {
        return switch (visit.scram(user)) {
            case Visit.Keys.Found(var credentials) -> session.scramFound(credentials);
            case Visit.Keys.Ended(var outcome) -> session.loginEnded(outcome);
        };
    }

    private Action commit(Action.Commit commit) {
        try {
            visit.commit(commit.deleted(), commit.fetched());
            visit.left(commit.deleted().cardinality(), commit.fetched().cardinality());
            return session.committed(commit.deleted().cardinality());
        } catch (StoreException e) {
            LOG.error(
                    "{}: QUIT could not remove {} messages: {}",
                    visit.name(),
                    commit.deleted().cardinality(),
                    e.getMessage(),
                    e);
            return session.commitFailed(e.kind() == StoreException.Kind.PERMANENT);
        }
    }

    private boolean startTls(Reply answer) throws ConnectionEndedException {
        write(answer);
        TlsStart start = connection.startTls(tls, Optional.of(Pop3Service.ALPN));
        if (start == TlsStart.PLAINTEXT_WAITING) {
            LOG.warn("{}: octets in clear text after STLS: closed", connection.peer().text());
        }
        if (start != TlsStart.STARTED) {
            return false;
        }
        decoder = new LineDecoder(); // nothing of what was said before counts (RFC 2595 §4)
        session.tlsStarted(visit.binding());
        return true;
    }

    // ---- messages

    private boolean send(Action.Send send) throws ConnectionEndedException {
        Content content;
        ByteBuffer first;
        try {
            content = visit.read(send.number(), send.utf8());
        } catch (StoreException e) {
            return unreadable(send, e);
        }
        try (content) {
            try {
                first = content.next();
            } catch (StoreException e) {
                return unreadable(send, e);
            }
            write(send.answer());
            if (!write(content, first, send.bodyLines())) {
                return false;
            }
            session.sent(send);
            return true;
        }
    }

    private boolean unreadable(Action.Send send, StoreException e) throws ConnectionEndedException {
        LOG.error(
                "{}: message {} cannot be read: {}",
                visit.name(),
                send.number(),
                e.getMessage(),
                e);
        return write(session.unreadable(e.kind() == StoreException.Kind.PERMANENT));
    }

    /**
     * Sends the message. What cannot be read to its end is cut off without the dot: never a short
     * message that looks whole.
     *
     * @return whether the conversation goes on
     */
    private boolean write(Content content, ByteBuffer first, OptionalInt bodyLines)
            throws ConnectionEndedException {
        DotStuffer stuffer = new DotStuffer(LineEnds.KEPT);
        try {
            if (bodyLines.isPresent()) {
                writeTop(content, first, new TopLines(bodyLines.getAsInt()), stuffer);
            } else {
                for (ByteBuffer piece = first; piece.hasRemaining(); piece = content.next()) {
                    stuff(piece, stuffer);
                }
            }
        } catch (StoreException e) {
            LOG.error(
                    "{}: a message cannot be read to its end, connection cut: {}",
                    visit.name(),
                    e.getMessage(),
                    e);
            connection.cut(End.CLOSED);
            return false;
        }
        while (!stuffer.finish(connection.room(TERMINATOR_OCTETS))) {
            connection.flush();
        }
        return true;
    }

    private void writeTop(Content content, ByteBuffer first, TopLines top, DotStuffer stuffer)
            throws ConnectionEndedException, StoreException {
        ByteBuffer scratch = ByteBuffer.allocate(PIECE_OCTETS);
        boolean ended = false;
        for (ByteBuffer piece = first;
                !ended && piece.hasRemaining();
                piece = ended ? piece : content.next()) {
            while (!ended && piece.hasRemaining()) {
                ended = top.pass(piece, scratch.clear());
                stuff(scratch.flip(), stuffer);
            }
        }
    }

    private void stuff(ByteBuffer content, DotStuffer stuffer) throws ConnectionEndedException {
        while (content.hasRemaining()) {
            stuffer.stuff(
                    content,
                    connection.room(
                            Math.min(PIECE_OCTETS, content.remaining() + TERMINATOR_OCTETS)));
        }
    }

    // ---- answers

    private boolean write(Reply reply) throws ConnectionEndedException {
        Reply.Rendering rendering = reply.rendering();
        while (!rendering.writeTo(connection.room(Reply.SMALLEST_BUFFER))) {
            // the next round gets a buffer with room again
        }
        return true;
    }
}
