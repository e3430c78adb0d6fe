package dev.buzon.protocol.smtp;

import static dev.buzon.protocol.smtp.TestListener.SUBMISSION;
import static dev.buzon.protocol.smtp.TestListener.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static final String LOGIN = "AUTH PLAIN AGFuYQBzZWNyZXRv\r\n";

    @Test
    void authIsListedUnderTlsOnly() { // S-028, S-039
        assertThat(SmtpOffer.lines(SUBMISSION, false, false))
                .contains("STARTTLS")
                .noneMatch(line -> line.startsWith("AUTH"));
        assertThat(SmtpOffer.lines(SUBMISSION, true, false))
                .doesNotContain("STARTTLS")
                .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN");
        SmtpProfile loopback =
                new SmtpProfile.Submission(
                        TestListener.common(true), List.of("SCRAM-SHA-256-PLUS", "PLAIN"), true);
        assertThat(SmtpOffer.lines(loopback, false, false)).contains("AUTH PLAIN", "STARTTLS");
    }

    @Test
    void mechanismsThatNeedMoreThanIsThereAreNotListed() {
        var all =
                new SmtpProfile.Submission(
                        TestListener.common(true),
                        List.of("SCRAM-SHA-256-PLUS", "PLAIN", "LOGIN"),
                        true);
        assertThat(SmtpOffer.mechanisms(all, false)).containsExactly("PLAIN");
        assertThat(SmtpOffer.mechanisms(all, true)).isEqualTo(all.mechanisms());
        assertThat(SmtpOffer.mechanisms(all.withoutBinding(), true))
                .containsExactly("PLAIN", "LOGIN");
    }

    @Test
    void mailNeedsAuthentication() { // S-037
        assertThat(codes("MAIL FROM:<ana@example.test>\r\nBDAT 4 LAST\r\nQUITDATA\r\n"))
                .containsExactly("530 5.7.0", "503 5.5.1", "503 5.5.1");
    }

    @Test
    void plaintextMechanismsAreRefusedWithoutTls() { // S-039, A-014
        assertThat(plain(LOGIN + "AUTH PLAIN AGFuYQBmYWxzZQ==\r\nAUTH FOO\r\n"))
                .containsExactly("538 5.7.11", "538 5.7.11", "538 5.7.11");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH PLAIN AGFuYQBzZWNyZXRv, 235 2.7.0",
        "auth plain AGFuYQBzZWNyZXRv, 235 2.7.0",
        "AUTH PLAIN AGFuYQBmYWxzZQ==, 535 5.7.8",
        "AUTH PLAIN =, 535 5.7.8",
        "AUTH PLAIN AGFuYQ, 501 5.5.2",
        "AUTH PLAIN =AAA, 501 5.5.2",
        "AUTH PLAIN AGFuYQBzZWNyZXRv!, 501 5.5.2",
        "AUTH PLAIN AG FuYQ==, 501 5.5.4",
        "AUTH FOO, 504 5.5.4",
        "AUTH LOGIN, 504 5.5.4",
        "AUTH, 501 5.5.4"
    })
    void authIsAnsweredAsTheStandardSays(String line, String code) { // S-038, A-005, A-006
        assertThat(codes(line + "\r\n")).containsExactly(code);
    }

    @Test
    void authTakesTwoStepsAndCanBeCancelled() { // S-038, A-002, A-004
        assertThat(
                        TestListener.afterHello(
                                SUBMISSION,
                                true,
                                crlf(
                                        "AUTH PLAIN",
                                        "*",
                                        "AUTH PLAIN",
                                        "no base64",
                                        "AUTH PLAIN",
                                        "AGFuYQBzZWNyZXRv",
                                        "AUTH PLAIN",
                                        "EHLO again")))
                .startsWith(
                        "334 ",
                        "501 5.7.0 authentication cancelled",
                        "334 ",
                        "501 5.5.2 malformed Base64",
                        "334 ",
                        "235 2.7.0 authenticated",
                        "503 5.5.1 authenticated already",
                        "250-mx.example.test");
    }

    @Test
    void longResponsesAreTakenAndTooLongOnesStayInStep() { // S-038, A-009, A-010
        assertThat(codes("AUTH PLAIN\r\n" + "QUFB".repeat(3072) + "\r\n"))
                .containsExactly("334", "535 5.7.8");
        assertThat(codes("AUTH PLAIN " + "QUFB".repeat(3000) + "\r\n"))
                .containsExactly("535 5.7.8");
        String tooLong = "QUFB".repeat(18_000) + "\r\n";
        assertThat(codes("AUTH PLAIN\r\n" + tooLong + "NOOP\r\nAUTH PLAIN " + tooLong + LOGIN))
                .containsExactly("334", "500 5.5.6", "250 2.0.0", "500 5.5.6", "235 2.7.0");
    }

    @Test
    void failedLoginsEndTheConnection() {
        String wrong = "AUTH PLAIN AGFuYQBmYWxzZQ==\r\nNOOP\r\n";
        assertThat(codes(wrong.repeat(9))).hasSize(10).endsWith("535 5.7.8", "421 4.7.0");
    }

    @Test
    void aUserSendsInTheirOwnNameOnly() { // S-041, S-042
        assertThat(codes(LOGIN + "MAIL FROM:<luis@example.test>\r\nMAIL FROM:<>\r\n"))
                .containsExactly("235 2.7.0", "550 5.7.1", "250 2.1.0");
    }

    @Test
    void otherDomainsAreRefusedWithASentence() {
        List<String> lines =
                TestListener.afterHello(
                        SUBMISSION,
                        true,
                        LOGIN + "MAIL FROM:<ana@example.test>\r\nRCPT TO:<x@elsewhere.test>\r\n");
        assertThat(lines.getLast())
                .isEqualTo("550 5.7.1 sending to other domains is not offered by this server yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<luis>", "<luis@>", "<@example.test>", "luis@example.test", "<a@b@c>"})
    void incompleteAddressesAreRefused(String path) { // S-043
        assertThat(codes(LOGIN + "MAIL FROM:<>\r\nRCPT TO:" + path + "\r\n").getLast())
                .startsWith("501 5.");
    }

    @Test
    void theReceivedWordTellsTheTruth() { // S-013
        assertThat(with(SUBMISSION, true, "EHLO c\r\n" + LOGIN, "")).isEqualTo("ESMTPSA");
        assertThat(with(SUBMISSION, true, "EHLO c\r\n" + LOGIN, " SMTPUTF8"))
                .isEqualTo("UTF8SMTPSA");
        assertThat(with(TestListener.RECEPTION, false, "HELO c\r\n", "")).isEqualTo("SMTP");
        assertThat(with(TestListener.RECEPTION, false, "EHLO c\r\n", "")).isEqualTo("ESMTP");
        assertThat(with(TestListener.RECEPTION, true, "EHLO c\r\n", "")).isEqualTo("ESMTPS");
        assertThat(with(TestListener.LMTP, false, "LHLO c\r\n", "")).isEqualTo("LMTP");
        assertThat(with(TestListener.LMTP, false, "LHLO c\r\n", " SMTPUTF8")).isEqualTo("UTF8LMTP");
    }

    private static String with(SmtpProfile profile, boolean tls, String hello, String parameter) {
        String mail = "MAIL FROM:<ana@example.test>" + parameter;
        TestListener listener =
                TestListener.play(
                        profile,
                        tls,
                        hello + crlf(mail, "RCPT TO:<ana@example.test>", "DATA", "x", "."));
        return listener.stored.getFirst().envelope().with();
    }

    private static List<String> codes(String input) {
        return TestListener.afterHello(SUBMISSION, true, input).stream()
                .map(ReceptionTest::code)
                .toList();
    }

    private static List<String> plain(String input) {
        return TestListener.afterHello(SUBMISSION, false, input).stream()
                .map(ReceptionTest::code)
                .toList();
    }
}
