package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.pop3.LineDecoder.Input;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.ScramNonce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Any octets at all, in every state: each answer is one the standard knows, and nothing is thrown.
 */
class SessionFuzzTest {
    private static final int MAX_STEPS = 2_000;

    @FuzzTest(maxDuration = "10s")
    void everyAnswerIsWellFormed(byte[] octets) {
        Offer offer =
                new Offer(
                        true,
                        SaslOffer.withoutTls(true),
                        true,
                        Optional.of("<1.2@buzon>"),
                        Language.EN,
                        Offer.Expire.NEVER,
                        Offer.LoginDelay.NONE,
                        "1",
                        Offer.Limits.USUAL);
        Session session = new Session(offer, () -> new ScramNonce("nonce"));
        LineDecoder decoder = new LineDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        for (int step = 0; step < MAX_STEPS; step++) {
            Input input = decoder.next(in, session.inExchange());
            if (input instanceof Input.More || !goesOn(session, session.on(input))) {
                return;
            }
        }
    }

    private static boolean goesOn(Session session, Action action) {
        return switch (action) {
            case Action.Answer(var reply) -> wellFormed(reply);
            case Action.Send send -> {
                session.sent(send);
                yield wellFormed(send.answer()) && wellFormed(session.unreadable(true));
            }
            case Action.LogIn(var user, _) -> goesOn(session, session.loginEnded(outcome(user)));
            case Action.LogInByDigest(var user, _, _) ->
                    goesOn(session, session.loginEnded(outcome(user)));
            case Action.LogInBySasl(var login) ->
                    goesOn(session, session.loginEnded(outcome(login.user())));
            case Action.OpenMaildrop(var login) ->
                    goesOn(session, session.loginEnded(outcome(login.user())));
            case Action.LookUpScram _ -> goesOn(session, session.loginEnded(outcome("nobody")));
            case Action.Commit(var deleted, _) -> {
                assertThat(deleted.length()).isLessThanOrEqualTo(4);
                yield goesOn(session, session.committed(deleted.cardinality()));
            }
            case Action.StartTls(var reply) -> {
                session.tlsStarted(Optional.empty());
                yield wellFormed(reply);
            }
            case Action.Close(var reply) -> {
                reply.ifPresent(SessionFuzzTest::wellFormed);
                yield false;
            }
        };
    }

    /** Names decide what becomes of a login, so that the fuzzer reaches every state. */
    private static LoginOutcome outcome(String user) {
        return switch (user.length() % 4) {
            case 1 -> new LoginOutcome.Refused(Code.AUTH, Optional.empty());
            case 2 -> new LoginOutcome.Refused(Code.IN_USE, Optional.of(user));
            default -> new LoginOutcome.Accepted(Lists.of(77, 30, 72), Offer.UserTerms.NONE);
        };
    }

    private static boolean wellFormed(Reply reply) {
        ByteBuffer out = ByteBuffer.allocate(64 * 1024);
        assertThat(reply.rendering().writeTo(out)).isTrue();
        String text = StandardCharsets.UTF_8.decode(out.flip()).toString();
        assertThat(text).matches("(?s)(\\+OK|-ERR|\\+)( [^\\r\\n]*)?\\r\\n.*");
        assertThat(text.indexOf('\n')).isLessThan(512);
        boolean many =
                reply instanceof Reply.Lines
                        || reply instanceof Reply.Scan
                        || reply instanceof Reply.Uidls;
        assertThat(many).isEqualTo(text.endsWith("\r\n.\r\n"));
        return true;
    }
}
