package dev.buzon.client.smtp;

import static dev.buzon.client.smtp.Desk.fates;
import static dev.buzon.client.smtp.Desk.letter;
import static dev.buzon.client.smtp.Desk.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.Trust;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.smtp.MailParameters;
import dev.buzon.protocol.smtp.RcptParameters.NotifyOn;
import dev.buzon.protocol.smtp.Xtext;
import dev.buzon.testing.smtp.MisbehavingSubmission;
import dev.buzon.testing.smtp.SmtpQuirk;
import dev.buzon.testing.smtp.Step;
import dev.buzon.testing.smtp.TakenMail;
import dev.buzon.testing.tls.CertificateForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C-031, and of C-014 to C-018 what concerns submission. */
class SubmissionTest {
    @Test
    void aMessageIsTakenOverTlsByScramAndInOneChunk() throws Exception {
        try (Desk desk = Desk.with()) {
            try (SubmissionSession session = desk.tls().open()) {
                assertThat(session.mechanism()).contains(Mechanism.SCRAM_SHA_256);
                SendReport report = session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"));
                assertThat(report.allTaken()).isTrue();
                assertThat(report.recipients().getFirst().fate().code()).isEqualTo(250);
            }
            TakenMail taken = desk.server().taken().getFirst();
            assertThat(taken.from()).isEqualTo("<ana@example.test>");
            assertThat(taken.chunked()).isTrue();
            assertThat(taken.underTls()).isTrue();
            assertThat(taken.user()).isEqualTo("ana");
            assertThat(taken.text()).startsWith("From: Ana").endsWith("\r\n\r\nhola\r\n");
            assertThat(desk.heard()).last().isEqualTo("QUIT");
        }
    }

    @Test
    void starttlsComesFirstAndWhatIsOfferedIsAskedAgain() throws Exception { // C-002, C-018
        try (Desk desk = Desk.with(new SmtpQuirk.Announces("AUTH PLAIN", false))) {
            desk.upgrading().open().close();
            assertThat(desk.heard()).startsWith("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]");
            assertThat(desk.server().heardCredentialInClear()).isFalse();
        }
    }

    @Test
    void withoutTlsNothingIsTold() { // C-018
        for (SmtpQuirk quirk :
                List.of(
                        new SmtpQuirk.Lacks("STARTTLS"),
                        new SmtpQuirk.Refuses(Step.STARTTLS, SmtpQuirk.ALWAYS, "454 4.7.0 no"))) {
            try (Desk desk = Desk.with(quirk)) {
                assertThatThrownBy(() -> desk.upgrading().open())
                        .isInstanceOf(SubmissionException.TlsUnavailable.class);
                assertThat(desk.heard()).noneMatch(line -> line.startsWith("AUTH"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "235 2.7.0 welcome\r\n",
                "250-x\r\n250 AUTH PLAIN\r\n",
                "x",
                "220 again\r\n"
            })
    void whatIsInjectedBehindStarttlsEndsTheConnection(String octets) {
        try (Desk desk = Desk.with(new SmtpQuirk.Injects(octets))) {
            assertThatThrownBy(() -> desk.upgrading().open())
                    .isInstanceOf(SubmissionException.class);
            assertThat(desk.heard()).noneMatch(line -> line.startsWith("AUTH"));
            assertThat(desk.server().taken()).isEmpty();
        }
    }

    @Test
    void aCertificateForSomebodyElseEndsTheConnection() { // C-017
        SmtpQuirk other = new SmtpQuirk.Shown(CertificateForm.of("smtp.hosting.test"), true);
        try (Desk desk = Desk.with(other)) {
            assertThatThrownBy(() -> desk.tls().open())
                    .isInstanceOfSatisfying(
                            SubmissionException.CertificateRefused.class,
                            e -> assertThat(e.refusal().names()).contains("smtp.hosting.test"));
            assertThatThrownBy(() -> desk.tls().trust(Trust.system()).open())
                    .isInstanceOf(SubmissionException.CertificateRefused.class);
        }
    }

    @Test
    void theWaysInAreTriedInTheirOrder() throws Exception { // C-016
        try (Desk desk = new Desk(MisbehavingSubmission.with().mechanisms("LOGIN", "PLAIN"))) {
            try (SubmissionSession session = desk.tls().open()) {
                assertThat(session.mechanism()).contains(Mechanism.PLAIN);
            }
            try (SubmissionSession session = desk.tls().mechanism("LOGIN").open()) {
                assertThat(session.mechanism()).contains(Mechanism.LOGIN);
            }
            assertThatThrownBy(() -> desk.tls().scramExpected().open())
                    .isInstanceOfSatisfying(
                            SubmissionException.NoWayIn.class,
                            e -> assertThat(e.consentWouldHelp()).isTrue());
            assertThat(desk.log())
                    .noneMatch(line -> line.contains("c2VjcmV0") || line.contains("secreto"));
            assertThat(desk.log()).anyMatch(line -> line.contains("AUTH PLAIN ***"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    void tokensGoInTwoSteps(String mechanism) throws Exception {
        try (Desk desk = new Desk(MisbehavingSubmission.with().mechanisms(mechanism))) {
            desk.tls().token(() -> Desk.secret("tok123")).open().close();
            assertThat(desk.heard()).contains("AUTH " + mechanism);
            assertThatThrownBy(() -> desk.tls().token(() -> Desk.secret("old")).open())
                    .isInstanceOfSatisfying(
                            SubmissionException.LoginRefused.class,
                            e -> assertThat(e.token().flatMap(t -> t.status())).contains("401"));
        }
    }

    @Test
    void aPasswordIsNeverToldInClearAndScramProvesItThere() throws Exception { // C-015
        try (Desk desk = Desk.with()) {
            SubmissionSession session = desk.at(desk.server().port(), Security.CLEARTEXT).open();
            assertThat(session.mechanism()).contains(Mechanism.SCRAM_SHA_256);
            session.close();
        }
    }

    @Test
    void aWrongPasswordAndALaterAreToldApart() {
        try (Desk desk = Desk.with()) {
            assertThatThrownBy(() -> desk.tls().password(Desk.secret("falsa")).open())
                    .isInstanceOfSatisfying(
                            SubmissionException.LoginRefused.class,
                            e -> {
                                assertThat(e.passing()).isFalse();
                                assertThat(e.serverText()).contains("wrong name");
                            });
            desk.server().behave(new SmtpQuirk.Refuses(Step.AUTH, 9, "454 4.7.0 busy"));
            assertThatThrownBy(() -> desk.tls().open())
                    .isInstanceOfSatisfying(
                            SubmissionException.TemporaryFailure.class,
                            e -> assertThat(e.passing()).isTrue());
        }
    }

    @Test
    void onlyWhatIsOfferedIsUsed() throws Exception {
        try (Desk desk =
                Desk.with(
                        new SmtpQuirk.Lacks("PIPELINING"),
                        new SmtpQuirk.Lacks("CHUNKING"),
                        new SmtpQuirk.Lacks("8BITMIME"),
                        new SmtpQuirk.Lacks("SMTPUTF8"),
                        new SmtpQuirk.Lacks("DSN"))) {
            try (SubmissionSession session = desk.tls().open()) {
                assertThat(fates(session.send(letter(Desk.PLAIN_TEXT), wishes())))
                        .containsExactly("taken", "taken");
                assertThat(desk.heard())
                        .contains(
                                "MAIL FROM:<ana@example.test>", "RCPT TO:<b@example.test>", "DATA");
                SendReport eightBit =
                        session.send(letter("From: a@e.test\n\nseñal\n"), to("a@example.test"));
                assertThat(fates(eightBit)).containsExactly("refused");
                assertThat(eightBit.recipients().getFirst().fate().text()).contains("7 bits");
                SendReport utf8 = session.send(letter(Desk.PLAIN_TEXT), to("josé@example.test"));
                assertThat(fates(utf8)).containsExactly("refused");
                SendReport idn = session.send(letter(Desk.PLAIN_TEXT), to("jose@ejémplo.test"));
                assertThat(fates(idn)).containsExactly("taken");
                assertThat(desk.heard()).contains("RCPT TO:<jose@xn--ejmplo-cva.test>");
            }
            assertThat(desk.server().taken()).hasSize(2).noneMatch(TakenMail::chunked);
        }
    }

    @Test
    void whatIsOfferedIsUsed() throws Exception {
        try (Desk desk = Desk.with(new SmtpQuirk.SizeLimit(100_000))) {
            try (SubmissionSession session = desk.tls().open()) {
                Letter letter = letter("From: josé@example.test\nTo: x@example.test\n\nseñal\n");
                assertThat(fates(session.send(letter, wishes()))).containsOnly("taken");
                assertThat(desk.heard())
                        .contains(
                                "MAIL FROM:<ana@example.test> SIZE="
                                        + letter.octets()
                                        + " BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=v1",
                                "RCPT TO:<b@example.test> NOTIFY=SUCCESS,DELAY");
                SendReport big =
                        session.send(letter("From: a@e.test\n\n" + "x\n".repeat(60_000)), wishes());
                assertThat(fates(big)).containsOnly("refused");
                assertThat(big.recipients().getFirst().fate().code()).isZero();
            }
        }
    }

    @Test
    void eachRecipientHasItsFateAndTheSessionGoesOn() throws Exception {
        try (Desk desk =
                Desk.with(
                        new SmtpQuirk.RefusesRecipient("no@example.test", "550 5.1.1 \u001b[31mno"),
                        new SmtpQuirk.RefusesRecipient("later@example.test", "451 4.3.0 busy"))) {
            try (SubmissionSession session = desk.tls().open()) {
                SendReport report =
                        session.send(
                                letter(Desk.PLAIN_TEXT),
                                to("yes@example.test", "no@example.test", "later@example.test"));
                assertThat(fates(report)).containsExactly("taken", "refused", "later");
                assertThat(report.with(Fate.Kind.REFUSED).getFirst().fate().text())
                        .startsWith("5.1.1")
                        .doesNotContain("\u001b");
                assertThat(fates(session.send(letter(Desk.PLAIN_TEXT), to("no@example.test"))))
                        .containsExactly("refused");
                assertThat(fates(session.send(letter(Desk.PLAIN_TEXT), to("yes@example.test"))))
                        .containsExactly("taken");
            }
            assertThat(desk.server().taken()).hasSize(2);
            assertThat(desk.heard()).contains("RSET");
        }
    }

    @Test
    void manyRecipientsGoInSeveralTransfers() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            many.add("r" + i + "@example.test");
        }
        try (Desk desk = Desk.with()) {
            try (SubmissionSession session = desk.tls().open()) {
                SendReport report =
                        session.send(
                                letter(Desk.PLAIN_TEXT), Envelope.of("ana@example.test", many));
                assertThat(report.allTaken()).isTrue();
                assertThat(report.recipients()).hasSize(230);
            }
            assertThat(desk.server().taken())
                    .extracting(mail -> mail.recipients().size())
                    .containsExactly(100, 100, 30);
        }
    }

    @Test
    void dotsAndLineEndsArriveAsTheyShould() throws Exception {
        String body = ".\n..\n.a\n\rb\r\n.\r\nc";
        for (boolean chunking : List.of(true, false)) {
            SmtpQuirk[] quirks =
                    chunking ? new SmtpQuirk[0] : new SmtpQuirk[] {new SmtpQuirk.Lacks("CHUNKING")};
            try (Desk desk = Desk.with(quirks)) {
                try (SubmissionSession session = desk.tls().open()) {
                    session.send(letter("From: a@e.test\n\n" + body), to("b@example.test"));
                }
                TakenMail taken = desk.server().taken().getFirst();
                assertThat(taken.chunked()).isEqualTo(chunking);
                assertThat(taken.text()).endsWith("\r\n\r\n.\r\n..\r\n.a\r\n\r\nb\r\n.\r\nc\r\n");
            }
        }
    }

    @Test
    void aLongMessageGoesInChunks() throws Exception {
        StringBuilder text = new StringBuilder("From: a@e.test\n\n");
        for (int i = 0; i < 300_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        try (Desk desk = Desk.with()) {
            Letter letter = letter(text.toString());
            try (SubmissionSession session = desk.tls().open()) {
                assertThat(session.send(letter, to("b@example.test")).allTaken()).isTrue();
            }
            assertThat(desk.server().taken().getFirst().octets()).hasSize((int) letter.octets());
            assertThat(desk.heard()).contains("BDAT 1048576");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nRCPT TO:<x@y.test>@example.test",
                "a\n@example.test",
                "a\r@example.test",
                "a\0@example.test",
                "a\u760d\u760a@example.test",
                "a\u760d@example.test",
                "a@exam\u760aple.test",
                "a\u2028@example.test",
                "a\u2029@example.test",
                "a\u0085@example.test",
                "\"a\\\r\n\"@example.test",
                "\"a\r\n\"@example.test",
                "a@example.test> SIZE=1",
                "a@example.test\r\nDATA",
                "<a@example.test>",
                "a b@example.test",
                "a@b@example.test",
                "a\ud800@example.test",
                ""
            })
    void whatIsNoAddressIsRefusedBeforeAnOctetIsSent(String address) { // CVE-2025-7962
        assertThatThrownBy(() -> to("luis@example.test", address))
                .isInstanceOf(SubmissionException.Unsendable.class)
                .message()
                .doesNotContain("\r", "\n", "\0");
        if (!address.isEmpty()) {
            assertThatThrownBy(() -> Envelope.of(address, List.of("luis@example.test")))
                    .isInstanceOf(SubmissionException.Unsendable.class);
        }
    }

    @Test
    void addressesInTheHeaderCannotSmuggleEither() throws Exception {
        String from = "From: ana@example.test\n";
        for (String field :
                List.of(
                        "To: \"a\rRCPT TO:<x@y.test>\"@example.test",
                        "To: luis@example.test\r RCPT TO:<x@y.test>",
                        "Cc: luis\u2028x@example.test",
                        "Bcc: a\u760d\u760aDATA@example.test")) {
            try (Desk desk = Desk.with()) {
                try (SubmissionSession session = desk.tls().open()) {
                    Letter letter = letter(from + field + "\n\nx\n");
                    session.send(letter, letter.envelope());
                } catch (SubmissionException.Unsendable _) {
                    assertThat(desk.heard()).noneMatch(line -> line.startsWith("MAIL"));
                }
                assertThat(desk.heard())
                        .filteredOn(line -> line.startsWith("RCPT"))
                        .hasSizeLessThan(2);
                assertThat(desk.heard())
                        .filteredOn(line -> line.startsWith("RCPT"))
                        .allMatch(line -> line.matches("RCPT TO:<[^<> ]+>"));
            }
        }
    }

    private static Envelope wishes() throws SubmissionException.Unsendable {
        return to("a@example.test", "b@example.test")
                .reports(
                        new Envelope.Reports(
                                Optional.of(Set.of(NotifyOn.SUCCESS, NotifyOn.DELAY)),
                                Optional.of(MailParameters.Ret.HDRS),
                                Optional.of(Xtext.encode("v1"))));
    }
}
