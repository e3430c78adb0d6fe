package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.pop3.LineDecoder.Input;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.ScramNonce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Offer OFFER =
            new Offer(
                    true,
                    SaslOffer.withoutTls(true),
                    false,
                    Optional.empty(),
                    Language.EN,
                    Offer.Expire.NEVER,
                    Offer.LoginDelay.NONE,
                    "1",
                    Offer.Limits.USUAL);

    private final Session session = new Session(OFFER, () -> new ScramNonce("nonce"));

    @Test
    void commandsAreRefusedInTheWrongState() {
        for (String line :
                new String[] {
                    "STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "TOP 1 0", "UIDL"
                }) {
            assertThat(say(line)).startsWith("-ERR ");
        }
        logIn(77, 30, 72);
        for (String line :
                new String[] {
                    "USER ana", "PASS x", "APOP a " + "0".repeat(32), "AUTH PLAIN", "STLS", "UTF8"
                }) {
            assertThat(say(line)).startsWith("-ERR ");
        }
        assertThat(say("STAT")).isEqualTo("+OK 3 179\r\n");
    }

    @Test
    void deletedMessagesLeaveEveryListAndTotal() {
        logIn(77, 30, 72);
        assertThat(say("DELE 2")).startsWith("+OK");
        assertThat(say("STAT")).isEqualTo("+OK 2 149\r\n");
        assertThat(say("LIST")).isEqualTo("+OK 2 messages\r\n1 77\r\n3 72\r\n.\r\n");
        assertThat(say("UIDL")).isEqualTo("+OK 2 messages\r\n1 u1\r\n3 u3\r\n.\r\n");
        for (String line :
                new String[] {
                    "LIST 2", "RETR 2", "TOP 2 0", "UIDL 2", "DELE 2", "RETR 0", "RETR 4"
                }) {
            assertThat(say(line)).startsWith("-ERR");
        }
        assertThat(say("RSET")).startsWith("+OK");
        assertThat(say("STAT")).isEqualTo("+OK 3 179\r\n");
    }

    @Test
    void damagedMessageIsNotDeleted() {
        logIn(77, Lists.DAMAGED);
        assertThat(say("DELE 2")).startsWith("-ERR [SYS/PERM] ");
        assertThat(say("DELE 1")).startsWith("+OK");
        assertThat(act("QUIT")).isEqualTo(new Action.Commit(bits(1), bits()));
    }

    @Test
    void quitCommitsWhatWasMarkedAndWhatWasFetched() {
        logIn(77, 30, 72);
        say("DELE 1");
        session.sent((Action.Send) act("RETR 2"));
        session.sent((Action.Send) act("TOP 3 5"));
        assertThat(act("QUIT")).isEqualTo(new Action.Commit(bits(1), bits(2)));
        assertThat(text(session.committed(1))).startsWith("+OK");
    }

    @Test
    void quitBeforeLoginCommitsNothing() {
        assertThat(act("QUIT")).isInstanceOf(Action.Close.class);
        assertThat(act("STAT")).isInstanceOf(Action.Close.class);
    }

    @Test
    void expireZeroRemovesWhatWasFetchedButNotAfterRset() {
        logIn(new Offer.UserTerms(new Offer.Expire(0, false), Offer.LoginDelay.NONE), 77, 30);
        session.sent((Action.Send) act("RETR 1"));
        say("RSET");
        session.sent((Action.Send) act("RETR 2"));
        assertThat(act("QUIT")).isEqualTo(new Action.Commit(bits(2), bits(1, 2)));
    }

    /** P-081: a store refuses such a commit. */
    @Test
    void expireZeroRemovesNothingForADeviceThatMayOnlyRead() {
        say("USER ana");
        act("PASS secreto");
        var terms = new Offer.UserTerms(new Offer.Expire(0, false), Offer.LoginDelay.NONE);
        session.loginEnded(new LoginOutcome.Accepted(Lists.readOnly(77, 30), terms));
        session.sent((Action.Send) act("RETR 1"));
        assertThat(say("DELE 1")).startsWith("-ERR ");
        assertThat(act("QUIT")).isEqualTo(new Action.Commit(bits(), bits(1)));
    }

    @Test
    void wrongPasswordsEndTheConnectionAtTheThird() {
        for (int i = 1; i <= 3; i++) {
            say("USER ana");
            act("PASS x");
            Action action =
                    session.loginEnded(new LoginOutcome.Refused(Code.AUTH, Optional.empty()));
            assertThat(text(action)).startsWith("-ERR [AUTH] ");
            assertThat(action instanceof Action.Close).isEqualTo(i == 3);
        }
    }

    @Test
    void passNeedsItsUserAgainAfterAFailure() {
        assertThat(say("PASS secreto")).startsWith("-ERR");
        say("USER ana");
        act("PASS x");
        session.loginEnded(new LoginOutcome.Refused(Code.AUTH, Optional.empty()));
        assertThat(say("PASS secreto")).startsWith("-ERR");
    }

    @Test
    void tlsForgetsWhatWasSaidBefore() {
        say("USER ana");
        say("LANG es");
        assertThat(act("STLS")).isInstanceOf(Action.StartTls.class);
        session.tlsStarted(Optional.empty());
        assertThat(say("PASS secreto")).isEqualTo("-ERR send USER first\r\n");
        assertThat(say("STLS")).startsWith("-ERR");
        assertThat(say("CAPA")).doesNotContain("STLS");
    }

    @Test
    void capaListsTheSameAfterLoginButForStls() {
        String before = say("CAPA");
        assertThat(before)
                .contains(
                        "\r\nSTLS\r\n",
                        "\r\nUSER\r\n",
                        "\r\nSASL SCRAM-SHA-256 PLAIN\r\n",
                        "\r\nEXPIRE NEVER\r\n");
        logIn(1);
        assertThat(say("CAPA"))
                .isEqualTo(before.replace("STLS\r\n", "").replace("Buzon", "Buzon-1"));
    }

    @Test
    void loginWithoutTlsIsNeitherListedNorTakenWhereTheOfferSaysSo() {
        Offer strict =
                new Offer(
                        true,
                        SaslOffer.withoutTls(false),
                        false,
                        Optional.empty(),
                        Language.EN,
                        Offer.Expire.NEVER,
                        Offer.LoginDelay.NONE,
                        "1",
                        Offer.Limits.USUAL);
        Session plain = new Session(strict, () -> new ScramNonce("nonce"));
        assertThat(text(plain.on(CommandParser.parse("CAPA".getBytes(StandardCharsets.US_ASCII)))))
                .doesNotContain("USER\r\nSASL", "PLAIN", "\r\nUSER\r\n");
        String user = text(plain.on(line("USER ana")));
        assertThat(user).startsWith("-ERR ").doesNotContain("[AUTH]");
        assertThat(text(plain.on(line("AUTH PLAIN AGFuYQBzZWNyZXRv")))).isEqualTo(user);
    }

    @Test
    void saslExchangeIsCancelledByAStar() {
        assertThat(say("AUTH PLAIN")).isEqualTo("+ \r\n");
        assertThat(session.inExchange()).isTrue();
        assertThat(say("*")).startsWith("-ERR ");
        assertThat(act("AUTH PLAIN AGFuYQBzZWNyZXRv")).isInstanceOf(Action.LogInBySasl.class);
    }

    @Test
    void languageChangesTextsAndNothingElse() {
        assertThat(say("LANG es-MX")).isEqualTo("+OK es idioma cambiado\r\n");
        assertThat(say("STAT")).isEqualTo("-ERR identifícate primero\r\n");
        assertThat(say("LANG tlh")).startsWith("-ERR ");
        assertThat(say("LANG")).contains("\r\nen English\r\nes Español\r\n.\r\n");
        assertThat(say("LANG *")).startsWith("+OK en ");
    }

    @Test
    void twentyErrorsInARowEndTheSessionAndASuccessForgivesThem() {
        logIn(1);
        for (int i = 0; i < 19; i++) {
            say("XXXX");
        }
        say("NOOP");
        for (int i = 0; i < 19; i++) {
            assertThat(act("XXXX")).isInstanceOf(Action.Answer.class);
            act("LAST");
        }
        assertThat(act("XXXX")).isInstanceOf(Action.Close.class);
    }

    @Test
    void firstLinesNeverPassTheirLimitAndNeverBeginWithABracket() {
        String reply =
                text(
                        session.loginEnded(
                                new LoginOutcome.Refused(
                                        Code.IN_USE, Optional.of("ñ".repeat(600)))));
        assertThat(reply.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(512);
        assertThat(reply).startsWith("-ERR [IN-USE] ").endsWith("\r\n");
        for (Language language : Language.values()) {
            for (Phrase phrase : Phrase.values()) {
                assertThat(phrase.in(language)).doesNotStartWith("[").isNotBlank();
            }
        }
    }

    @Test
    void listingsAreTheSameWhateverTheBuffer() {
        Reply scan = new Reply.Scan("x", Lists.of(7, 12345678901L, 0, 10), bits(3), false);
        String whole = render(scan, 4096);
        assertThat(whole).isEqualTo("+OK x\r\n1 7\r\n2 12345678901\r\n4 10\r\n.\r\n");
        for (int size = 90; size < 200; size += 7) {
            assertThat(render(scan, size)).isEqualTo(whole);
        }
    }

    private void logIn(long... octets) {
        logIn(Offer.UserTerms.NONE, octets);
    }

    private void logIn(Offer.UserTerms terms, long... octets) {
        say("USER ana");
        assertThat(act("PASS secreto")).isInstanceOf(Action.LogIn.class);
        assertThat(text(session.loginEnded(new LoginOutcome.Accepted(Lists.of(octets), terms))))
                .startsWith("+OK ");
    }

    private String say(String line) {
        return text(act(line));
    }

    private Action act(String line) {
        return session.on(new Input.Line(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static Command line(String text) {
        return CommandParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Action action) {
        return switch (action) {
            case Action.Answer(var reply) -> render(reply, 4096);
            case Action.Close(var reply) -> reply.map(r -> render(r, 4096)).orElse("");
            case Action.Send send -> render(send.answer(), 4096);
            case Action.StartTls(var reply) -> render(reply, 4096);
            case Action.LogIn _,
                    Action.LogInByDigest _,
                    Action.LogInBySasl _,
                    Action.LookUpScram _,
                    Action.OpenMaildrop _,
                    Action.Commit _ ->
                    action.toString();
        };
    }

    private static String render(Reply reply, int bufferOctets) {
        StringBuilder text = new StringBuilder();
        Reply.Rendering rendering = reply.rendering();
        ByteBuffer buffer = ByteBuffer.allocate(bufferOctets);
        boolean done = false;
        while (!done) {
            done = rendering.writeTo(buffer);
            buffer.flip();
            text.append(StandardCharsets.UTF_8.decode(buffer));
            buffer.clear();
        }
        return text.toString();
    }

    private static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(number);
        }
        return bits;
    }
}
