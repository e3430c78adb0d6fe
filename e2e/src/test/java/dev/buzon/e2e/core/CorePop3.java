package dev.buzon.e2e.core;

import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.e2e.script.Option;
import dev.buzon.protocol.Secret;
import dev.buzon.protocol.dot.DotStuffer;
import dev.buzon.protocol.dot.LineEnds;
import dev.buzon.protocol.pop3.Action;
import dev.buzon.protocol.pop3.Code;
import dev.buzon.protocol.pop3.LineDecoder;
import dev.buzon.protocol.pop3.Listing;
import dev.buzon.protocol.pop3.LoginOutcome;
import dev.buzon.protocol.pop3.Offer;
import dev.buzon.protocol.pop3.Reply;
import dev.buzon.protocol.pop3.Session;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramNonce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The POP3 session of the protocol module, driven without a socket. */
final class CorePop3 extends CoreWire {
    /** The server's part of the nonce in the example of RFC 7677 §3. */
    private static final ScramNonce VECTOR = new ScramNonce("%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

    /** Small on purpose: an answer has to come out right through any buffer. */
    private static final int BUFFER_OCTETS = Reply.SMALLEST_BUFFER;

    private final CoreOffice office;
    private final Session session;
    private LineDecoder decoder = new LineDecoder();
    private Optional<CoreOffice.Box> open = Optional.empty();
    private List<CoreOffice.Letter> letters = List.of();

    CorePop3(CoreOffice office, Offer offer, boolean tls) {
        this.office = office;
        this.session =
                tls
                        ? Session.overTls(offer, this::nonce, Optional.empty())
                        : new Session(offer, this::nonce);
        write(session.greeting());
    }

    private ScramNonce nonce() {
        return office.has(Option.SCRAM_VECTOR) ? VECTOR : new ScramNonce("servernonce0123456");
    }

    @Override
    void handle(ByteBuffer input) {
        while (!over() && !awaitingTls()) {
            var next = decoder.next(input, session.inExchange());
            if (next instanceof LineDecoder.Input.More) {
                return;
            }
            perform(session.on(next));
        }
    }

    @Override
    void tlsDone() {
        decoder = new LineDecoder();
        session.tlsStarted(Optional.empty());
    }

    @Override
    void ended() {
        open.ifPresent(box -> box.locked = false);
        open = Optional.empty();
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Answer(var reply) -> write(reply);
            case Action.LogIn(var user, var password) ->
                    perform(session.loginEnded(logIn(user, password)));
            case Action.LogInByDigest _ -> perform(session.loginEnded(refused(Code.AUTH)));
            case Action.LogInBySasl(var login) -> perform(session.loginEnded(logIn(login)));
            case Action.LookUpScram(var user) ->
                    perform(session.scramFound(CoreScram.credentials(office, user.user())));
            case Action.OpenMaildrop(var login) ->
                    perform(session.loginEnded(openBox(office.name(login.user()))));
            case Action.Send send -> deliver(send);
            case Action.Commit(var deleted, var _) -> commit(deleted);
            case Action.StartTls(var answer) -> {
                write(answer);
                awaitTls();
            }
            case Action.Close(var answer) -> {
                ended(); // the lock goes before the client can see the end
                answer.ifPresent(this::write);
                end();
            }
        }
    }

    private LoginOutcome logIn(SaslStep.CheckPassword login) {
        var user = office.name(login.user());
        var onBehalf = login.authorizationIdentity().map(office::name).orElse(user);
        return onBehalf.equals(user) ? logIn(login.user(), login.password()) : refused(Code.AUTH);
    }

    private LoginOutcome logIn(String user, Secret password) {
        if (office.strikes(Fault.ACCOUNTS_TEMP)) {
            return refused(Code.SYS_TEMP);
        }
        var text = new String(password.octets(), StandardCharsets.UTF_8);
        return office.login(user, text).map(this::openBox).orElse(refused(Code.AUTH));
    }

    private LoginOutcome openBox(String name) {
        if (office.strikes(Fault.OPEN_TEMP)) {
            return refused(Code.SYS_TEMP);
        }
        if (office.strikes(Fault.OPEN_PERM)) {
            return refused(Code.SYS_PERM);
        }
        var box = office.box(name);
        if (box.locked) {
            return refused(Code.IN_USE);
        }
        box.locked = true;
        open = Optional.of(box);
        letters = List.copyOf(box.letters);
        return new LoginOutcome.Accepted(new Letters(letters), CoreSource.terms(office, name));
    }

    private static LoginOutcome refused(Code code) {
        return new LoginOutcome.Refused(code, Optional.empty());
    }

    private void deliver(Action.Send send) {
        if (office.strikes(Fault.BODY_GONE)) {
            write(session.unreadable(false));
            return;
        }
        write(send.answer());
        var served = letters.get(send.number() - 1).served();
        if (office.strikes(Fault.BODY_CUT)) {
            write(served.substring(0, served.indexOf("\r\n\r\n") + 4));
            end();
            return;
        }
        stuff(top(served, send.bodyLines()));
        session.sent(send);
    }

    private static String top(String served, OptionalInt bodyLines) {
        if (bodyLines.isEmpty()) {
            return served;
        }
        var end = served.indexOf("\r\n\r\n") + 4;
        for (var line = 0; line < bodyLines.getAsInt() && end < served.length(); line++) {
            end = served.indexOf("\r\n", end) + 2;
        }
        return served.substring(0, end);
    }

    private void stuff(String text) {
        var stuffer = new DotStuffer(LineEnds.KEPT);
        var content = ByteBuffer.wrap(OctetString.octets(text));
        var buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        while (content.hasRemaining()) {
            stuffer.stuff(content, buffer);
            flush(buffer);
        }
        while (!stuffer.finish(buffer)) {
            flush(buffer);
        }
        flush(buffer);
    }

    private void commit(BitSet deleted) {
        if (office.strikes(Fault.REMOVE_TEMP)) {
            perform(session.commitFailed(false));
            return;
        }
        for (var n = deleted.nextSetBit(0); n >= 0; n = deleted.nextSetBit(n + 1)) {
            var letter = letters.get(n - 1);
            open.ifPresent(box -> box.letters.remove(letter));
        }
        perform(session.committed(deleted.cardinality()));
    }

    private void write(Reply reply) {
        var rendering = reply.rendering();
        var buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        var whole = rendering.writeTo(buffer);
        flush(buffer);
        while (!whole) {
            whole = rendering.writeTo(buffer);
            flush(buffer);
        }
    }

    private void flush(ByteBuffer buffer) {
        buffer.flip();
        var octets = new byte[buffer.remaining()];
        buffer.get(octets);
        buffer.clear();
        write(octets);
    }

    /** A frozen list as the session wants to see it. */
    private record Letters(List<CoreOffice.Letter> letters) implements Listing {
        @Override
        public int count() {
            return letters.size();
        }

        @Override
        public long totalOctets(boolean utf8) {
            return letters.stream().mapToLong(letter -> letter.served().length()).sum();
        }

        @Override
        public long octets(int number, boolean utf8) {
            return letters.get(number - 1).served().length();
        }

        @Override
        public String uidl(int number) {
            return letters.get(number - 1).uidl();
        }

        @Override
        public boolean readOnly() {
            return false;
        }
    }
}
