package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.net.Connection;
import dev.buzon.store.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How POP3 sessions end, and what time and others may do to them (RFC 1939 §3, §4, §6). */
class SessionEndsTest {
    @TempDir private Path data;

    /** P-012. */
    @Test
    void nobodyIsCutBeforeTenMinutesOfSilence() throws Exception {
        try (var office = new LiveOffice(data);
                Talk stranger = office.talk("pop3");
                Talk ana = office.loggedIn("ana")) {
            office.pass(Duration.ofMinutes(10).minusSeconds(1));
            ana.say("NOOP", "+OK");
            assertThat(stranger.lines("CAPA")).endsWith(".");
        }
    }

    /** P-013. */
    @Test
    void wrongCommandsStartTheTimerAgain() throws Exception {
        try (var office = new LiveOffice(data);
                Talk ana = office.loggedIn("ana")) {
            for (int i = 0; i < 3; i++) {
                office.pass(Duration.ofMinutes(9));
                ana.say("BAD", "-ERR");
            }
            office.pass(Duration.ofMinutes(9));
            ana.say("NOOP", "+OK");
        }
    }

    /** P-014, P-067: nothing is sent and nothing deleted. */
    @Test
    void silenceEndsASessionWithoutAWordAndWithoutUpdate() throws Exception {
        try (var office = new LiveOffice(data)) {
            office.deliverThree("ana");
            try (Talk ana = office.loggedIn("ana");
                    Talk stranger = office.talk("pop3")) {
                ana.say("DELE 1", "+OK");
                office.pass(Duration.ofMinutes(11));
                assertThat(ana.rest()).isEmpty();
                assertThat(stranger.rest()).isEmpty();
            }
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 3 179");
            }
        }
    }

    /** P-067, I2, D12. */
    @Test
    void aThousandCutSessionsDeleteNothingAndLogNoError() throws Exception {
        try (var office = new LiveOffice(data);
                var log = new LogWatch()) {
            office.deliverThree("ana");
            for (int i = 0; i < 1000; i++) {
                Talk ana = office.loggedIn("ana");
                ana.send("DELE 1\r\n");
                if (i % 4 < 2) {
                    ana.hear("+OK"); // the others leave before they are answered
                }
                if (i % 2 == 0) {
                    ana.close();
                } else {
                    ana.reset();
                }
            }
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 3 179");
            }
            assertThat(log.complaints()).isEmpty();
        }
    }

    /** P-067: the server stops. */
    @Test
    void sessionsThatTheStopEndsDeleteNothing() throws Exception {
        try (var office = new LiveOffice(data);
                Talk ana = office.loggedIn("ana")) {
            office.deliverThree("luis");
            try (Talk luis = office.loggedIn("luis")) {
                luis.say("DELE 1", "+OK");
                office.office.close();
                assertThat(luis.rest()).startsWith("-ERR [SYS/TEMP] ");
            }
            assertThat(ana.rest()).startsWith("-ERR [SYS/TEMP] ");
            assertThat(office.locks()).isEmpty();
            assertThat(office.messages()).isEqualTo(3);
        }
    }

    /** P-068. */
    @Test
    void quitIsCarriedOutThoughNobodyWaitsForItsAnswer() throws Exception {
        try (var office = new LiveOffice(data);
                var log = new LogWatch()) {
            for (int i = 0; i < 50; i++) {
                office.deliver("ana", "Subject: " + i, new byte[0]);
            }
            for (int i = 0; i < 50; i++) {
                Talk ana = office.loggedIn("ana");
                ana.send("DELE 1\r\nQUIT\r\n");
                ana.close();
            }
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 0 0");
            }
            assertThat(log.complaints()).isEmpty();
        }
    }

    /** P-069. */
    @Test
    void nothingBehindAMessageThatCouldNotBeSentIsObeyed() throws Exception {
        try (var office = new LiveOffice(data);
                var log = new LogWatch()) {
            office.deliver("ana", "Subject: big", big(24 * 1024 * 1024));
            try (Talk ana = office.loggedIn("ana")) {
                ana.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
                assertThat(ana.read(100)).hasSize(100);
                LiveOffice.until(() -> sending(office));
                ana.reset();
            }
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 1 ");
            }
            assertThat(log.complaints()).isEmpty();
        }
    }

    private static boolean sending(LiveOffice office) {
        return office.office.network().connections().stream().anyMatch(Connection::sending);
    }

    private static byte[] big(int octets) {
        byte[] body = new byte[octets];
        for (int i = 0; i < octets; i++) {
            body[i] = (byte) (i % 64 == 62 ? '\r' : i % 64 == 63 ? '\n' : 'x');
        }
        return body;
    }

    /** P-083, O5: what a client asks for and does not read waits at the client's cost. */
    @Test
    void clientThatWritesWithoutReadingGetsEverythingAndCostsLittle() throws Exception {
        int commands = 20_000;
        int octets = 14 + 32 * 64;
        try (var office = new LiveOffice(data)) {
            office.deliver("ana", "Subject: x", big(32 * 64));
            try (Talk ana = new Talk(office.office.port("pop3"), 4096)) {
                ana.hear("+OK");
                ana.say("USER ana", "+OK");
                ana.say("PASS secreto", "+OK");
                ana.say("NOOP", "+OK");
                long before = heapOctets();
                Thread writer =
                        Thread.startVirtualThread(() -> sendAll(ana, "RETR 1\r\n", commands));
                LiveOffice.until(() -> sending(office));
                assertThat(heapOctets() - before).isLessThan(8 * 1024 * 1024);
                int answer = ("+OK " + octets + " octets\r\n").length() + octets + 3;
                for (int i = 0; i < commands; i++) {
                    byte[] whole = ana.read(answer);
                    assertThat(whole.length).isEqualTo(answer);
                    assertThat(whole[answer - 3]).isEqualTo((byte) '.');
                }
                writer.join();
                ana.say("STAT", "+OK 1 " + octets);
            }
        }
    }

    private static void sendAll(Talk talk, String line, int times) {
        try {
            talk.send(line.repeat(times));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long heapOctets() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** P-027, P-028, L2. */
    @Test
    void deliveriesDuringASessionAreTakenAndNotSeenByIt() throws Exception {
        try (var office = new LiveOffice(data)) {
            office.deliverThree("ana");
            try (Talk ana = office.loggedIn("ana");
                    Talk lmtp = office.talk("lmtp")) {
                List<String> list = ana.lines("LIST");
                List<String> uidl = ana.lines("UIDL");
                lmtp.say("LHLO mx.example.test", "250 ");
                for (int i = 0; i < 100; i++) {
                    lmtp.say("MAIL FROM:<>", "250 ");
                    lmtp.say("RCPT TO:<ana@example.test>", "250 ");
                    lmtp.say("DATA", "354 ");
                    lmtp.say("Subject: new\r\n\r\n.", "250 ");
                }
                for (String then : List.of("NOOP", "RSET", "DELE 2", "RSET")) {
                    ana.say(then, "+OK");
                    assertThat(ana.lines("LIST").size())
                            .isEqualTo(then.equals("DELE 2") ? 4 : list.size());
                }
                ana.say("STAT", "+OK 3 179");
                assertThat(ana.lines("LIST")).isEqualTo(list);
                assertThat(ana.lines("UIDL")).isEqualTo(uidl);
                ana.say("RETR 4", "-ERR");
                ana.say("QUIT", "+OK");
            }
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 103 ");
            }
        }
    }

    /** P-071. */
    @Test
    void rulesDoNotTouchWhatASessionSees() throws Exception {
        try (var office = new LiveOffice(data)) {
            office.deliverThree("ana");
            var rules = new Account.Rules(OptionalInt.of(1), OptionalInt.empty());
            office.change("ana", account -> account.withRules(rules));
            try (Talk ana = office.loggedIn("ana")) {
                office.ticker.advance(Duration.ofDays(2));
                assertThat(office.store.expire().messages()).isZero();
                ana.say("STAT", "+OK 3 179");
                assertThat(ana.lines("RETR 2")).endsWith("l1", "l2", "l3", ".");
                ana.say("QUIT", "+OK");
            }
            assertThat(office.store.expire().messages()).isEqualTo(3);
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("STAT", "+OK 0 0");
            }
        }
    }

    /** P-079. */
    @Test
    void loginTooSoonAfterTheLastIsRefusedAtPass() throws Exception {
        String delay = "[pop3]\nlogin-delay = \"60s\"\n";
        try (var office = new LiveOffice(data, delay, UnaryOperator.identity())) {
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("QUIT", "+OK");
            }
            office.ticker.advance(Duration.ofSeconds(30));
            try (Talk ana = office.talk("pop3")) {
                ana.say("USER ana", "+OK");
                ana.say("PASS secreto", "-ERR [LOGIN-DELAY] ");
                ana.say("USER ana", "+OK");
                ana.say("PASS wrong", "-ERR [AUTH] ");
                ana.say("AUTH PLAIN AGFuYQBzZWNyZXRv", "-ERR [LOGIN-DELAY] ");
                office.ticker.advance(Duration.ofSeconds(31));
                ana.say("USER ana", "+OK");
                ana.say("PASS secreto", "+OK");
            }
        }
    }

    /** P-066 to P-070, S-027: a stop waits for the commit that is running, and it is answered. */
    @Test
    void stopWaitsForTheCommitThatIsRunning() throws Exception {
        var stubborn = new AtomicReference<StubbornStore>();
        try (var office =
                new LiveOffice(
                        data,
                        "",
                        store -> {
                            stubborn.set(new StubbornStore(store));
                            return stubborn.get();
                        })) {
            office.deliverThree("ana");
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            stubborn.get()
                    .beforeCommit
                    .set(() -> {
                        begun.countDown();
                        await(goOn);
                    });
            try (Talk ana = office.loggedIn("ana")) {
                ana.say("DELE 1", "+OK");
                ana.send("QUIT\r\n");
                await(begun);
                Thread stop = Thread.ofVirtual().start(office::close);
                LiveOffice.until(() ->
                        office.office.network().connections().stream()
                                .allMatch(connection -> connection.end().isPresent()));
                goOn.countDown();
                ana.hear("+OK");
                assertThat(ana.rest()).isEmpty();
                stop.join();
            }
            assertThat(office.messages()).isEqualTo(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
