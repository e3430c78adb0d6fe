package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.MisbehavingServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.testing.pop3.Quirk.Flood;
import dev.buzon.testing.pop3.Quirk.Framing;
import dev.buzon.testing.pop3.Quirk.LyingTop;
import dev.buzon.testing.pop3.Quirk.Pipelining;
import dev.buzon.testing.pop3.Quirk.Quitting;
import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.wire.End;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MisbehavingServerTest {
    private static final String ONE = "Subject: one\r\n\r\nfirst\r\n.dot\r\n.\r\nlast\r\n";
    private static final String TWO = "Subject: two\r\n\r\n2\r\n";

    private MisbehavingServer server = with().start();

    @AfterEach
    void close() {
        server.close();
    }

    private void start(Quirk... quirks) {
        server.close();
        server = with(quirks).message(ONE).message(TWO).start();
    }

    private Caller call() {
        return new Caller(server.port());
    }

    private Caller login() {
        return Caller.loggedIn(server);
    }

    @Test
    void withoutQuirksItIsAServerLikeAnyOther() throws InterruptedException {
        start();
        try (Caller ana = login()) {
            assertThat(ana.ask("STAT")).isEqualTo("+OK 2 60\r\n".replace("60", octets()));
            assertThat(ana.askLines("LIST")).hasSize(3).contains("1 " + ONE.length());
            assertThat(ana.askLines("UIDL")).containsExactly("+OK", "1 uid-0001", "2 uid-0002");
            assertThat(ana.ask("LIST 2")).isEqualTo("+OK 2 " + TWO.length() + "\r\n");
            assertThat(ana.askLines("TOP 1 1")).containsExactly("+OK", "Subject: one", "", "first");
            ana.ask("RETR 1");
            assertThat(List.of(ana.line(), ana.line(), ana.line(), ana.line(), ana.line()))
                    .endsWith("..dot\r\n", "..\r\n");
            assertThat(ana.line() + ana.line()).isEqualTo("last\r\n.\r\n");
            assertThat(ana.ask("DELE 1")).startsWith("+OK");
            assertThat(ana.ask("RETR 1")).startsWith("-ERR");
            assertThat(server.messages()).hasSize(2);
            assertThat(ana.ask("QUIT")).startsWith("+OK");
            assertThat(server.awaitMessages(1, Duration.ofSeconds(5))).isTrue();
            assertThat(server.retrievals(1)).isEqualTo(1);
            assertThat(server.deletesAsked()).containsExactly(1);
            assertThat(server.heardCredentialInClear()).isTrue();
        }
    }

    private static String octets() {
        return String.valueOf(ONE.length() + TWO.length());
    }

    @Test
    void tlsIsThereInBothWaysAndItsCertificateIsRight() {
        start();
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.askLines("CAPA")).contains("STLS");
            assertThat(ana.ask("STLS")).startsWith("+OK");
            ana.secure(server);
            assertThat(ana.askLines("CAPA")).doesNotContain("STLS");
            ana.ask("USER ana");
            assertThat(ana.ask("PASS secreto")).startsWith("+OK");
        }
        try (Caller ana = new Caller(server.tlsPort())) {
            ana.secure(server);
            assertThat(ana.line()).startsWith("+OK");
        }
        assertThat(server.heardCredentialInClear()).isFalse();
        assertThat(server.transcripts()).hasSize(2);
    }

    @Test
    void linesBreakWhereTheScriptSays() {
        start(new Quirk.CutAtCommand(3, End.FIN));
        try (Caller ana = login()) {
            ana.send("STAT\r\n");
            assertThat(ana.rest()).isEmpty();
        }
        start(new Quirk.CutAtOctet(15, End.FIN));
        try (Caller ana = call()) {
            ana.send("CAPA\r\n");
            assertThat(ana.rest()).hasSize(15);
        }
        start(new Quirk.CutInAnswer(Turn.RETR, 2, 10, End.FIN));
        try (Caller ana = login()) {
            assertThat(ana.askLines("RETR 2")).hasSize(4);
            ana.send("RETR 1\r\n");
            assertThat(ana.rest()).isEqualTo("+OK\r\nSubje");
        }
        start(new Quirk.CutInAnswer(Turn.STAT, 1, 0, End.RST));
        try (Caller ana = login()) {
            ana.send("STAT\r\n");
            assertThatThrownBy(ana::line).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void whoStallsGoesOnWhenReleased() throws Exception {
        start(new Quirk.Stall(Turn.RETR));
        try (Caller ana = login()) {
            ana.send("RETR 2\r\n");
            assertThat(ana.line()).startsWith("+OK");
            ana.patience(200);
            assertThatThrownBy(ana::rest).isInstanceOf(UncheckedIOException.class);
            ana.patience(10_000);
            server.release();
            ana.send("QUIT\r\n");
            assertThat(ana.rest()).contains("2\r\n.\r\n+OK bye");
        }
    }

    @Test
    void listingsShowWhatTheScriptWants() {
        start(
                new Quirk.Shows(Turn.STAT, Quirk.ANY, "2147483647 -5"),
                new Quirk.Shows(Turn.LIST, 1, "{n} 99999999999999999999"),
                new Quirk.Shows(Turn.UIDL, 2, "+OK {n}   \u001b[31m ../../x"),
                new Quirk.Gaps(Set.of(1)));
        try (Caller ana = login()) {
            assertThat(ana.ask("STAT")).isEqualTo("+OK 2147483647 -5\r\n");
            assertThat(ana.askLines("UIDL")).containsExactly("+OK", "+OK 2   \u001b[31m ../../x");
            assertThat(ana.askLines("LIST")).containsExactly("+OK", "2 " + TWO.length());
        }
        start(new Quirk.UidsRenamed("new-"), new Quirk.Missing(Set.of(1)));
        try (Caller ana = login()) {
            assertThat(ana.askLines("UIDL")).containsExactly("+OK", "1 new-uid-0002");
        }
    }

    @Test
    void refusalsAreCountedAndNameMessages() {
        start(
                new Quirk.Refuses(Turn.LOGIN, Quirk.ANY, 1, "-ERR [IN-USE] another session"),
                new Quirk.Refuses(Turn.RETR, 2, Quirk.ALWAYS, "-ERR no"),
                new Quirk.RefusesAfter(Turn.DELE, 1, "-ERR enough"));
        try (Caller ana = call()) {
            ana.line();
            ana.ask("USER ana");
            assertThat(ana.ask("PASS secreto")).startsWith("-ERR [IN-USE]");
            ana.ask("USER ana");
            assertThat(ana.ask("PASS secreto")).startsWith("+OK");
            assertThat(ana.askLines("RETR 1")).hasSize(7);
            assertThat(ana.ask("RETR 2")).isEqualTo("-ERR no\r\n");
            assertThat(ana.ask("DELE 1")).startsWith("+OK");
            assertThat(ana.ask("DELE 2")).isEqualTo("-ERR enough\r\n");
            ana.ask("QUIT");
        }
        assertThat(server.visits()).isEqualTo(1);
    }

    @Test
    void capabilitiesDependOnThePhase() {
        start(
                new Quirk.Without(Turn.TOP),
                new Quirk.Conceals(Phase.BEFORE_LOGIN, "PIPELINING"),
                new Quirk.Announces(Set.of(Phase.LOGGED_IN), "EXPIRE 0"));
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.askLines("CAPA")).doesNotContain("TOP", "PIPELINING", "EXPIRE 0");
            ana.ask("USER ana");
            ana.ask("PASS secreto");
            assertThat(ana.askLines("CAPA")).contains("PIPELINING", "EXPIRE 0");
            assertThat(ana.ask("TOP 1 0")).startsWith("-ERR");
        }
    }

    @Test
    void whatIsEndlessEndsAtItsBound() {
        start(new Quirk.Endless(Turn.UIDL, Flood.LINES, 200_000));
        try (Caller ana = login()) {
            ana.send("UIDL\r\n");
            assertThat(ana.rest()).hasSizeGreaterThan(200_000).contains("\r\n999 flood-999\r\n");
        }
        start(new Quirk.Endless(Turn.GREETING, Flood.STATUS, 100_000));
        try (Caller ana = call()) {
            assertThat(ana.rest()).hasSizeGreaterThan(100_000).doesNotContain("\n");
        }
    }

    @Test
    void textsCanBeFramedWrongly() {
        start(Framing.LF_ONLY);
        try (Caller ana = login()) {
            ana.send("RETR 2\r\nQUIT\r\n");
            assertThat(ana.rest()).startsWith("+OK\nSubject: two\n\n2\n.\n").doesNotContain("\r");
        }
        start(Framing.LF_TERMINATOR);
        try (Caller ana = login()) {
            ana.send("RETR 2\r\nQUIT\r\n");
            assertThat(ana.rest()).contains("2\r\n.\n+OK");
        }
        start(new Quirk.OnMessage(1, Framing.DOTS_NOT_STUFFED));
        try (Caller ana = login()) {
            ana.send("RETR 1\r\nQUIT\r\n");
            assertThat(ana.rest()).contains("first\r\n.dot\r\n.\r\nlast\r\n.\r\n+OK");
        }
        start(Framing.NO_TERMINATOR);
        try (Caller ana = login()) {
            ana.send("RETR 2\r\nQUIT\r\n");
            assertThat(ana.rest()).contains("2\r\n+OK bye");
        }
        start(Framing.TERMINATOR_WITHOUT_LINE_END);
        server.put("Subject: x\r\n\r\nend".getBytes(StandardCharsets.US_ASCII));
        try (Caller ana = login()) {
            ana.send("RETR 3\r\nQUIT\r\n");
            assertThat(ana.rest()).contains("\r\n\r\nend.\r\n+OK bye");
        }
    }

    @Test
    void topLiesInFiveWays() {
        start(LyingTop.WHOLE_MESSAGE);
        assertThat(top()).hasSize(7);
        start(LyingTop.TWO_STATUS_LINES);
        assertThat(top()).startsWith("+OK", "+OK again", "Subject: one");
        start(LyingTop.OTHER_HEADER);
        assertThat(top()).contains("X-Rewritten: by the server").doesNotContain("Subject: one");
        start(LyingTop.TOO_FEW_LINES);
        assertThat(top()).hasSizeLessThan(4);
        start(LyingTop.CUT_AT_64_KB);
        assertThat(top()).hasSize(4);
    }

    private List<String> top() {
        try (Caller ana = login()) {
            return ana.askLines("TOP 1 1");
        }
    }

    @Test
    void quitEndsInManyWays() throws InterruptedException {
        assertThat(afterQuit(Quitting.DROPPED)).isEqualTo(2);
        assertThat(afterQuit(Quitting.ANSWER_LOST)).isEqualTo(1);
        assertThat(afterQuit(Quitting.REFUSED)).isEqualTo(2);
        assertThat(afterQuit(Quitting.IGNORES_DELETES)).isEqualTo(2);
        assertThat(afterQuit(Quitting.DELETES_WHAT_WAS_READ)).isZero();
        assertThat(afterQuit(new Quirk.Stall(Turn.QUIT))).isEqualTo(2);
        assertThat(afterQuit(new Quirk.CutInAnswer(Turn.QUIT, 1, 2, End.FIN))).isEqualTo(1);
    }

    private int afterQuit(Quirk quirk) {
        start(quirk);
        try (Caller ana = login()) {
            ana.askLines("RETR 2");
            ana.ask("DELE 1");
            ana.send("QUIT\r\n");
            if (!(quirk instanceof Quirk.Stall)) {
                assertThat(ana.rest()).matches("(\\+OK bye\r\n|-ERR.*\r\n|\\+O)?");
            }
        }
        return server.messages().size();
    }

    @Test
    void answersAreInjectedBeforeTls() {
        start(new Quirk.Injects("+OK injected\r\n"));
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.ask("STLS")).startsWith("+OK begin");
            assertThat(ana.line()).isEqualTo("+OK injected\r\n");
            ana.secure(server);
            assertThat(ana.askLines("CAPA")).contains("UIDL");
        }
    }

    @Test
    void pipeliningBreaksInThreeWays() {
        start(Pipelining.DROPS_BATCH);
        try (Caller ana = login()) {
            ana.send("NOOP\r\nSTAT\r\n");
            assertThat(ana.line()).isEqualTo("+OK\r\n");
            assertThat(ana.ask("LIST 2")).isEqualTo("+OK 2 19\r\n");
        }
        start(Pipelining.OUT_OF_ORDER);
        try (Caller ana = login()) {
            ana.send("NOOP\r\nLIST 2\r\n");
            assertThat(ana.line() + ana.line()).isEqualTo("+OK 2 19\r\n+OK\r\n");
        }
        start(Pipelining.CLOSES);
        try (Caller ana = login()) {
            ana.send("NOOP\r\nSTAT\r\n");
            assertThat(ana.rest()).isEqualTo("+OK\r\n");
        }
    }

    @Test
    void aNarrowPipeIsStillAPipe() {
        start(new Quirk.NarrowPipe(256));
        try (Caller ana = login()) {
            ana.send("NOOP\r\n".repeat(1000));
            for (int i = 0; i < 1000; i++) {
                assertThat(ana.line()).isEqualTo("+OK\r\n");
            }
        }
    }

    @Test
    void windowsHideWhatWasRead() {
        start(new Quirk.Window(1));
        assertThat(readOneAndQuit()).containsExactly("+OK", "1 uid-0001");
        assertThat(readOneAndQuit()).containsExactly("+OK", "1 uid-0002");
        try (Caller ana = login()) {
            assertThat(ana.askLines("UIDL")).containsExactly("+OK");
        }
        assertThat(server.messages()).hasSize(2);
    }

    private List<String> readOneAndQuit() {
        try (Caller ana = login()) {
            List<String> listed = ana.askLines("UIDL");
            ana.askLines("RETR 1");
            ana.ask("QUIT");
            return listed;
        }
    }

    @Test
    void certificatesAreForSomebodyElse() {
        start(new Quirk.Shown(CertificateForm.of("hosting.example"), true));
        try (Caller ana = new Caller(server.tlsPort())) {
            assertThatThrownBy(() -> ana.secure(server)).hasMessageContaining("localhost");
        }
        start(new Quirk.Shown(CertificateForm.of("localhost"), false));
        try (Caller ana = new Caller(server.tlsPort())) {
            assertThatThrownBy(() -> ana.secure(server)).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(server.heard()).isEmpty();
    }

    @Test
    void silenceIsEndedByTheServer() {
        start(new Quirk.ClosesWhenIdle(Duration.ofMillis(100)));
        try (Caller ana = login()) {
            assertThat(ana.rest()).isEmpty();
        }
    }

    @Test
    void quirksShowOnlyWhereTheyAreInForce() {
        start(
                Quirk.onConnection(1, new Quirk.Says(Turn.GREETING, "+OK first")),
                Quirk.onVisit(2, new Quirk.Says(Turn.STAT, "+ok, second visit")),
                Quirk.fromVisit(2, new Quirk.UidsRenamed("b-")));
        try (Caller ana = call()) {
            assertThat(ana.line()).isEqualTo("+OK first\r\n");
        }
        try (Caller ana = login()) {
            assertThat(ana.ask("STAT")).startsWith("+OK 2");
        }
        try (Caller ana = login()) {
            assertThat(ana.ask("STAT")).startsWith("+ok, second");
            assertThat(ana.ask("UIDL 1")).isEqualTo("+OK 1 b-uid-0001\r\n");
            server.behave();
            assertThat(ana.ask("UIDL 1")).isEqualTo("+OK 1 uid-0001\r\n");
        }
    }

    @Test
    void closingEndsWhoeverStalls() {
        start(new Quirk.Stall(Turn.GREETING));
        try (Caller ana = call()) {
            server.close();
            assertThat(saidBeforeTheEnd(ana)).isEmpty();
        }
    }

    private static String saidBeforeTheEnd(Caller caller) {
        try {
            return caller.rest();
        } catch (UncheckedIOException _) {
            return ""; // the connection was reset
        }
    }
}
