package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors for mail take and what they refuse, and that they stay in step. */
class AcceptanceTest {
    private static final String LOGIN = "AUTH PLAIN AGx1aXMAc2VjcmV0bw==";

    @TempDir private Path data;
    private LiveOffice office;

    @BeforeEach
    void open() throws Exception {
        office = new LiveOffice(data);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Talk hello(String service) throws IOException {
        Talk talk = office.talk(service);
        talk.say((service.equals("lmtp") ? "LHLO" : "EHLO") + " client.example.test", "250 ");
        return talk;
    }

    private static void message(Talk talk, String from, String... recipients) throws IOException {
        talk.say("MAIL FROM:<" + from + ">", "250 ");
        for (String recipient : recipients) {
            talk.say("RCPT TO:<" + recipient + "@example.test>", "250 ");
        }
        talk.say("DATA", "354 ");
    }

    private MailStore.Usage usage(String name) throws StoreException {
        return office.store.usage(LiveOffice.address(name));
    }

    /** S-038, A2: an exchange that is given up keeps nobody else from logging in. */
    @Test
    void loginThatIsCancelledCountsForNothingFromThen() throws Exception {
        office.close();
        String counted = "[limits]\nloopback-counts = true\n";
        office = new LiveOffice(data.resolve("counted"), counted, UnaryOperator.identity());
        List<Talk> cancelled = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Talk talk = hello("submission");
            cancelled.add(talk);
            talk.say("AUTH SCRAM-SHA-256 biwsbj1sdWlzLHI9YWJjZGVmZ2hpag==", "334 ");
            talk.say("*", "501 ");
        }
        try (Talk talk = hello("submission")) {
            talk.say(LOGIN, "235 "); // the clock stands still: a login that had to wait would hang
        }
        for (Talk talk : cancelled) {
            talk.close();
        }
    }

    /** S-012: a fold of nothing would become part of our own Received field. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "lmtp", "submission"})
    void messageThatBeginsWithAFoldIsRefused(String service) throws Exception {
        try (Talk talk = hello(service)) {
            if (service.equals("submission")) {
                talk.say(LOGIN, "235 ");
            }
            for (String blank : List.of(" ", "\t")) {
                message(talk, "luis@example.test", "ana");
                talk.say(blank + "by us; yesterday\r\nSubject: x\r\n\r\nx\r\n.", "554 5.6.0");
            }
            message(talk, "luis@example.test", "ana");
            talk.say("Subject: x\r\n y\r\n\r\nx\r\n.", "250 ");
        } finally {
            assertThat(usage("ana").messages()).isLessThanOrEqualTo(1);
        }
    }

    /** S-041: what a mail program may show as the author is the author's own, or it is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@example.test",
                "luis@example.test, ana@example.test",
                "luis@example.test\r\nFrom: ana@example.test",
                "boss: luis@example.test;",
                "The Bank <security@bank.test>:;",
                "undisclosed:;",
                "ana@example.test <luis@example.test",
                "Ana <ana@example.test> <luis@example.test>",
                "the boss",
                "=?utf-8?q?ana=40example.test?="
            })
    void fromThatIsNotTheSendersOwnIsRefusedOnSubmission(String from) throws Exception {
        try (Talk talk = hello("submission")) {
            talk.say(LOGIN, "235 ");
            message(talk, "luis@example.test", "ana");
            talk.say("From: " + from + "\r\n\r\nhola\r\n.", "550 5.7.1");
            message(talk, "luis@example.test", "ana");
            talk.say("From: \"Luis, the boss: of\" <LUIS+x@example.test>\r\n\r\nx\r\n.", "250 ");
            message(talk, "", "ana");
            talk.say("From: luis@example.test (Luis)\r\n\r\nx\r\n.", "250 "); // S-042
        }
    }

    /**
     * S-053: a message that just fits the quota without the fields that delivery adds is not given
     * to the others again and again.
     */
    @Test
    void messageThatOneOfTwoHasNoRoomForIsGivenToNobodyOverSmtp() throws Exception {
        try (Talk talk = hello("smtp")) {
            message(talk, "x@elsewhere.test", "ana", "luis");
            talk.say("Subject: x\r\n\r\nx\r\n.", "250 ");
            long octets = usage("luis").octets();
            office.change("luis", account -> account.withQuota(2 * octets - 10));
            message(talk, "x@elsewhere.test", "ana", "luis");
            talk.say("Subject: x\r\n\r\nx\r\n.", "452 4.2.2");
            assertThat(usage("ana").messages()).isEqualTo(1);
            office.change("luis", account -> account.withQuota(2 * octets));
            message(talk, "x@elsewhere.test", "ana", "luis");
            talk.say("Subject: x\r\n\r\nx\r\n.", "250 ");
        }
    }

    /** S-050: a recipient given twice, and one without room, are answered each in their place. */
    @Test
    void lmtpAnswersStayInStepWhateverBecomesOfTheMessage() throws Exception {
        office.change("luis", account -> account.withQuota(100));
        String hops = "Received: from a by b; now\r\n".repeat(101);
        try (Talk talk = hello("lmtp")) {
            message(talk, "", "ana", "luis", "ana+x");
            talk.say("Subject: x\r\n\r\n" + "x".repeat(200) + "\r\n.", "250 ");
            talk.hear("452 4.2.2");
            talk.hear("250 ");
            message(talk, "", "ana", "ana", "luis");
            talk.say(hops + "\r\nx\r\n.", "554 5.4.6");
            talk.hear("554 5.4.6");
            talk.hear("554 5.4.6");
            message(talk, "", "ana", "luis");
            talk.say(" fold\r\n\r\nx\r\n.", "554 5.6.0");
            talk.hear("554 5.6.0");
            talk.say("MAIL FROM:<>", "250 ");
            talk.say("RCPT TO:<ana@example.test>", "250 ");
            talk.say("RCPT TO:<ana@example.test>", "250 ");
            talk.send("BDAT 4\r\nA: b");
            talk.hear("250 ");
            talk.send("BDAT 2 LAST\r\n\r\n");
            talk.hear("250 ");
            talk.hear("250 ");
            talk.send("BDAT 3 LAST\r\nxyz");
            talk.hear("503 ");
            talk.say("NOOP", "250 ");
            assertThat(usage("ana").messages()).isEqualTo(2);
        }
    }

    /** S-006, S-017, S-018, S-019: no address is an exception. */
    @Test
    void strangeRecipientsAreRefusedInStep() throws Exception {
        try (var log = new LogWatch();
                Talk talk = hello("smtp")) {
            talk.say("MAIL FROM:<> SMTPUTF8", "250 ");
            talk.say("RCPT TO:<\"ana luis\"@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<\"\"@example.test>", "501 ");
            talk.say("RCPT TO:<\" \"@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<\"a@b\"@example.test>", "550 5.7.1");
            talk.say("RCPT TO:<\"a\\\"b\"@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<ana@[127.0.0.1]>", "550 5.7.1");
            talk.say("RCPT TO:<ana@[IPv6:::1]>", "550 5.7.1");
            talk.say("RCPT TO:<" + "a".repeat(64) + "@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<" + "a".repeat(65) + "@example.test>", "501 ");
            talk.say("RCPT TO:<" + "İ".repeat(32) + "@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<ana@elsewhere.test>", "550 5.7.1");
            talk.say("RCPT TO:<+x@example.test>", "550 5.1.1");
            talk.say("RCPT TO:<postMASTER>", "250 ");
            talk.say("RCPT TO:<Postmaster@Example.TEST>", "250 ");
            talk.say("RCPT TO:<\"ana\"@example.test>", "250 ");
            talk.say("DATA", "354 ");
            talk.say("Subject: x\r\n\r\n.", "250 ");
            assertThat(usage("ana").messages()).isEqualTo(1);
            assertThat(log.complaints()).isEmpty();
        }
    }

    /** S-046, A-031: an accent that comes as a character of its own is the same address. */
    @Test
    void addressesAreTheSameInEitherUnicodeForm() throws Exception {
        office.change(
                "ana", account -> account.withAliases(Set.of(LiveOffice.address("Jose\u0301"))));
        try (Talk talk = hello("lmtp")) {
            talk.say("MAIL FROM:<> SMTPUTF8", "250 ");
            talk.say("RCPT TO:<jos\u00e9@example.test>", "250 ");
            talk.say("RCPT TO:<jose\u0301@example.test>", "250 ");
        }
        try (Talk talk = office.talk("pop3")) {
            talk.say("USER jose\u0301", "+OK");
            talk.say("PASS secreto", "+OK");
        }
    }

    /** S-020, S-027: a message that the stop cuts in two is nobody's, and its sender hears so. */
    @Test
    void stopInTheMiddleOfAMessageTellsItsSenderAndKeepsNothing() throws Exception {
        try (Talk talk = hello("smtp");
                Talk chunks = hello("smtp")) {
            message(talk, "", "ana");
            talk.send("Subject: x\r\n\r\nhalf of i");
            chunks.say("MAIL FROM:<>", "250 ");
            chunks.say("RCPT TO:<ana@example.test>", "250 ");
            chunks.send("BDAT 4\r\nA: b");
            chunks.hear("250 ");
            office.pass(Duration.ZERO);
            office.close();
            assertThat(talk.rest()).startsWith("421 4.3.2");
            assertThat(chunks.rest()).startsWith("421 4.3.2");
        }
        assertThat(office.store.inventory().entries()).isEmpty();
    }

    /** S-025: the wait for content has its limit too, and is told. */
    @Test
    void silenceInTheMiddleOfAMessageIsToldAndKeepsNothing() throws Exception {
        try (Talk talk = hello("smtp")) {
            message(talk, "", "ana");
            talk.send("Subject: x\r\n\r\nhalf of i");
            office.pass(Duration.ofMinutes(6));
            assertThat(talk.rest()).startsWith("421 4.4.2");
        }
        assertThat(office.store.inventory().entries()).isEmpty();
    }

    /** S-006, M5: a header without an end is read to the end of the message and refused. */
    @Test
    void headerWithoutAnEndIsRefusedAndTheSessionGoesOn() throws Exception {
        String line = "X: " + "x".repeat(995) + "\r\n";
        try (Talk talk = hello("smtp")) {
            message(talk, "", "ana");
            talk.say(line.repeat(300) + ".", "554 5.6.0");
            message(talk, "", "ana");
            talk.say("X: " + "x".repeat(300_000) + "\r\n\r\n.", "554 5.6.0");
            message(talk, "", "ana");
            talk.say("Subject: x\r\n.", "250 ");
        }
        assertThat(usage("ana").messages()).isEqualTo(1);
    }
}
