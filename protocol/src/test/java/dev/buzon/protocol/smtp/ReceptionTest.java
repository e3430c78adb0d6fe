package dev.buzon.protocol.smtp;

import static dev.buzon.protocol.smtp.TestListener.RECEPTION;
import static dev.buzon.protocol.smtp.TestListener.crlf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionTest {
    private static final String TO_ANA =
            "MAIL FROM:<luis@elsewhere.test>\r\nRCPT TO:<ana@example.test>\r\n";

    @Test
    void ehloListsWhatWorksAndHeloListsNothing() { // S-001, S-028
        assertThat(TestListener.play(RECEPTION, false, "ehlo x.test\r\n").replies)
                .containsExactly(
                        "220 mx.example.test ESMTP Buzon",
                        "250-mx.example.test",
                        "250-PIPELINING",
                        "250-SIZE 65536",
                        "250-8BITMIME",
                        "250-SMTPUTF8",
                        "250-ENHANCEDSTATUSCODES",
                        "250-CHUNKING",
                        "250-DSN",
                        "250 STARTTLS");
        assertThat(TestListener.play(RECEPTION, false, "HELO x.test\r\n").replies)
                .containsExactly("220 mx.example.test ESMTP Buzon", "250 mx.example.test");
        assertThat(TestListener.play(RECEPTION, true, "EHLO x.test\r\n").replies)
                .doesNotContain("250 STARTTLS")
                .endsWith("250 DSN");
    }

    @Test
    void aMessageArrivesAsItWasSent() { // S-008, S-020, S-031
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c.test\r\n"
                                + TO_ANA
                                + "DATA\r\n..a\r\n...\r\n.b\r\n\u00e9\0\r\n.\r\nQUIT\r\n");
        assertThat(listener.stored).hasSize(1);
        TestListener.Message message = listener.stored.getFirst();
        assertThat(message.content()).isEqualTo(".a\r\n..\r\nb\r\n\u00c3\u00a9\0\r\n");
        assertThat(message.envelope().with()).isEqualTo("ESMTP");
        assertThat(message.envelope().client()).isEqualTo("c.test");
        assertThat(message.envelope().from()).hasToString("<luis@elsewhere.test>");
        assertThat(listener.replies)
                .endsWith(
                        "250 2.1.0 sender OK",
                        "250 2.1.5 recipient OK",
                        "354 send the message, end with CRLF.CRLF",
                        "250 2.6.0 message stored safely",
                        "221 2.0.0 goodbye");
        assertThat(listener.closed).isTrue();
    }

    @Test
    void ehloForgetsTheTransaction() { // S-002
        assertThat(codes("MAIL FROM:<a@b.test>\r\nHELO c\r\nRCPT TO:<ana@example.test>\r\n"))
                .containsExactly("250 2.1.0", "250", "503 5.5.1");
    }

    @Test
    void commandsOutOfOrderChangeNothing() { // S-003
        assertThat(
                        codes(
                                "RCPT TO:<ana@example.test>\r\nDATA\r\n"
                                        + TO_ANA
                                        + "MAIL FROM:<x@b.test>\r\nDATA\r\nx\r\n.\r\n"))
                .containsExactly(
                        "503 5.5.1",
                        "503 5.5.1",
                        "250 2.1.0",
                        "250 2.1.5",
                        "503 5.5.1",
                        "354",
                        "250 2.6.0");
        assertThat(
                        TestListener.play(RECEPTION, false, "MAIL FROM:<a@b.test>\r\n")
                                .replies
                                .getLast())
                .startsWith("503 5.5.1");
    }

    @Test
    void someCommandsWorkBeforeHello() { // S-004, S-005
        assertThat(
                        TestListener.play(
                                        RECEPTION,
                                        false,
                                        "NOOP\r\nHELP\r\nVRFY ana\r\nEXPN l\r\nRSET\r\nNOOP x y\r\nQUIT\r\n")
                                .replies)
                .extracting(line -> line.substring(0, 9))
                .containsExactly(
                        "220 mx.ex",
                        "250 2.0.0",
                        "214 2.0.0",
                        "252 2.0.0",
                        "502 5.5.1",
                        "250 2.0.0",
                        "250 2.0.0",
                        "221 2.0.0");
    }

    @Test
    void linesMayBeAsLongAsTheStandardSaysAndNotLonger() { // S-006
        String atLimit = "NOOP " + "x".repeat(512 - 7) + "\r\n";
        String above = "NOOP " + "x".repeat(512 - 6) + "\r\n";
        assertThat(codes(atLimit + above + "NOOP\r\n"))
                .containsExactly("250 2.0.0", "500 5.5.2", "250 2.0.0");
        String local = "a".repeat(64);
        String domain = "d".repeat(63) + "." + "e".repeat(63) + ".";
        domain = domain + "f".repeat(256 - 3 - 64 - domain.length());
        assertThat(codes("MAIL FROM:<" + local + "@" + domain + ">\r\n"))
                .containsExactly("250 2.1.0");
        assertThat(codes("MAIL FROM:<" + local + "@" + domain + "f>\r\n"))
                .containsExactly("501 5.1.7");
        assertThat(codes("MAIL FROM:<a" + local + "@b.test>\r\n")).containsExactly("501 5.1.7");
        String longest = " ENVID=" + "e".repeat(100) + " AUTH=" + "a".repeat(480) + "\r\n";
        assertThat(codes("MAIL FROM:<" + local + "@" + domain + ">" + longest))
                .containsExactly("250 2.1.0");
    }

    @Test
    void aLineWithoutEndClosesTheConnection() {
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "x".repeat(SmtpDecoder.FLOOD_OCTETS + 1000).getBytes(US_ASCII),
                        8192);
        assertThat(listener.replies.getLast()).startsWith("421 4.7.0");
        assertThat(listener.closed).isTrue();
    }

    @Test
    void theRecipientBehindTheLimitIsPutOff() { // S-007
        String input =
                "MAIL FROM:<a@b.test>\r\n"
                        + "RCPT TO:<ana@example.test>\r\n".repeat(101)
                        + "DATA\r\nx\r\n.\r\n";
        List<String> codes = codes(input);
        assertThat(codes.get(100)).isEqualTo("250 2.1.5");
        assertThat(codes.subList(101, 104)).containsExactly("452 4.5.3", "354", "250 2.6.0");
        TestListener listener = TestListener.play(RECEPTION, false, "EHLO c\r\n" + input);
        assertThat(listener.stored.getFirst().envelope().recipients()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Postmaster>",
                "<postMASTER>",
                "<\"ana\"@example.test>",
                "<\"a\\na\"@EXAMPLE.test>",
                "<@relay.test,@b.test:ana@example.test>",
                "<\"a b\"@example.test>"
            })
    void theseRecipientsAreOurs(String path) { // S-017, S-018, RFC 5321 §4.1.1.3
        assertThat(codes("MAIL FROM:<>\r\nRCPT TO:" + path + "\r\n"))
                .containsExactly("250 2.1.0", "250 2.1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x@elsewhere.test>",
                "<x%elsewhere.test@example.test>",
                "<elsewhere.test!x@example.test>",
                "<\"x@elsewhere.test\"@example.test>",
                "<@example.test:x@elsewhere.test>",
                "<\"x%elsewhere.test\"@example.test>",
                "<x@[192.0.2.1]>"
            })
    void noTrickMakesUsRelay(String path) { // S-019
        assertThat(codes("MAIL FROM:<a@b.test>\r\nRCPT TO:" + path + "\r\nDATA\r\n"))
                .containsExactly("250 2.1.0", "550 5.7.1", "554 5.5.1");
    }

    @Test
    void unknownAndBrokenRecipientsAreToldApart() { // S-030
        assertThat(
                        codes(
                                crlf(
                                        "MAIL FROM:<a@b.test>",
                                        "RCPT TO:<nobody@example.test>",
                                        "RCPT TO:<broken@example.test>",
                                        "DATA",
                                        "RSET")))
                .containsExactly("250 2.1.0", "550 5.1.1", "451 4.3.0", "554 5.5.1", "250 2.0.0");
    }

    @Test
    void sizeIsJudgedAtMailAndAfterTheData() { // S-029
        assertThat(codes("MAIL FROM:<a@b.test> SIZE=999999999\r\n")).containsExactly("552 5.3.4");
        assertThat(codes("MAIL FROM:<a@b.test> SIZE=99999999999999999999\r\n"))
                .containsExactly("552 5.3.4");
        String line = "y".repeat(998) + "\r\n";
        TestListener longer =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\nMAIL FROM:<a@b.test> SIZE=10\r\nRCPT TO:<ana@example.test>\r\n"
                                + "DATA\r\n"
                                + line.repeat(60)
                                + ".\r\n");
        assertThat(longer.stored.getFirst().content()).hasSize(60_000);
        TestListener tooBig =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\n" + TO_ANA + "DATA\r\n" + line.repeat(66) + ".\r\nNOOP\r\n");
        assertThat(tooBig.stored).isEmpty();
        assertThat(tooBig.replies.subList(tooBig.replies.size() - 2, tooBig.replies.size()))
                .containsExactly("552 5.3.4 the message is too big", "250 2.0.0 OK");
    }

    @Test
    void chunksAreCountedAndNotUnstuffed() { // S-032
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\n"
                                + TO_ANA
                                + "BDAT 5\r\nab\r\n.BDAT 0 LAST\r\nBDAT 3 LAST\r\nabcNOOP\r\n");
        assertThat(listener.stored.getFirst().content()).isEqualTo("ab\r\n.\r\n");
        assertThat(tail(listener, 4))
                .containsExactly("250 2.0.0", "250 2.6.0", "503 5.5.1", "250 2.0.0");
    }

    @Test
    void onlyBdatFollowsBdat() { // S-032
        assertThat(
                        codes(
                                TO_ANA
                                        + "BDAT 2\r\nabDATA\r\nMAIL FROM:<>\r\nRCPT TO:<ana@example.test>\r\n"
                                        + "BDAT 4 LAST\r\nc\r\n.DATA\r\n"))
                .containsExactly(
                        "250 2.1.0",
                        "250 2.1.5",
                        "250 2.0.0",
                        "503 5.5.1",
                        "503 5.5.1",
                        "503 5.5.1",
                        "250 2.6.0",
                        "503 5.5.1");
    }

    @Test
    void chunksNobodyWantsAreReadAndDropped() { // S-032
        assertThat(
                        codes(
                                crlf(
                                        "BDAT 6",
                                        "QUIT",
                                        "MAIL FROM:<>",
                                        "BDAT 6",
                                        "QUIT",
                                        "RCPT TO:<nobody@example.test>",
                                        "BDAT 6 LAST",
                                        "QUIT",
                                        "NOOP")))
                .containsExactly(
                        "503 5.5.1",
                        "250 2.1.0",
                        "503 5.5.1",
                        "550 5.1.1",
                        "554 5.5.1",
                        "250 2.0.0");
    }

    @Test
    void aResetThrowsChunksAway() {
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\n"
                                + TO_ANA
                                + "BDAT 2\r\nabRSET\r\n"
                                + TO_ANA
                                + "BDAT 3 LAST\r\ncd\n");
        assertThat(listener.stored).isEmpty();
        TestListener second =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\n"
                                + TO_ANA
                                + "BDAT 2\r\nabRSET\r\n"
                                + TO_ANA
                                + "BDAT 4 LAST\r\ncd\r\n");
        assertThat(second.stored.getFirst().content()).isEqualTo("cd\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "5 FIRST", "", "5  LAST", "9999999999999999999", "0x5"})
    void aChunkOfUnknownLengthEndsTheConnection(String argument) {
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\n" + TO_ANA + "BDAT " + argument + "\r\nQUIT\r\n");
        assertThat(listener.replies.getLast()).startsWith("501 5.5.4");
        assertThat(listener.closed).isTrue();
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() { // S-030
        assertThat(codes(TO_ANA + "RCPT TO:<nobody@example.test>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n"))
                .containsExactly(
                        "250 2.1.0", "250 2.1.5", "550 5.1.1", "354", "250 2.6.0", "221 2.0.0");
    }

    @Test
    void startTlsForgetsAndIsNotOfferedTwice() { // S-034, T-003
        byte[] input =
                crlf("EHLO c", "STARTTLS", "MAIL FROM:<a@b.test>", "EHLO c", "STARTTLS")
                        .getBytes(US_ASCII);
        // Octet by octet nothing is left over when the handshake begins.
        TestListener listener = TestListener.play(RECEPTION, false, input, 1);
        assertThat(listener.replies).contains("220 2.0.0 ready for TLS");
        assertThat(listener.replies.getLast()).startsWith("503 5.5.1");
        assertThat(listener.replies).filteredOn(line -> line.contains("STARTTLS")).hasSize(1);
        assertThat(listener.replies).filteredOn(line -> line.startsWith("503")).hasSize(2);
        // Whole, the commands behind STARTTLS are injected: closed, nothing executed (T-004).
        TestListener injected = TestListener.play(RECEPTION, false, input, Integer.MAX_VALUE);
        assertThat(injected.replies.getLast()).isEqualTo("220 2.0.0 ready for TLS");
        assertThat(injected.closed).isTrue();
    }

    @Test
    void nonAsciiAddressesNeedSmtpUtf8() { // S-046
        assertThat(codes("MAIL FROM:<jos\u00e9@example.test>\r\n")).containsExactly("550 5.6.7");
        assertThat(
                        codes(
                                crlf(
                                        "MAIL FROM:<jos\u00e9@example.test> SMTPUTF8",
                                        "RCPT TO:<jos\u00e9@example.test>")))
                .containsExactly("250 2.1.0", "250 2.1.5");
        assertThat(codes("MAIL FROM:<>\r\nRCPT TO:<jos\u00e9@example.test>\r\n"))
                .containsExactly("250 2.1.0", "553 5.6.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.1", "Host: mx.test", "options *"})
    void wordsOfOtherProtocolsCloseTheConnection(String line) { // Q-019
        TestListener listener = TestListener.play(RECEPTION, false, line + "\r\nEHLO c\r\n");
        assertThat(listener.replies).hasSize(2);
        assertThat(listener.replies.getLast()).startsWith("500 5.5.1");
        assertThat(listener.closed).isTrue();
    }

    @Test
    void aTlsHelloInTheClearClosesTheConnection() { // Q-018
        TestListener listener = TestListener.play(RECEPTION, false, "\u0016\u0003\u0001xyz\r\n");
        assertThat(listener.replies).hasSize(1);
        assertThat(listener.closed).isTrue();
    }

    @Test
    void tooManyErrorsEndTheConnection() { // Q-020
        TestListener listener = TestListener.play(RECEPTION, false, "XXXX\r\n".repeat(30));
        assertThat(listener.replies).hasSize(21);
        assertThat(listener.replies.get(19)).startsWith("500 5.5.1");
        assertThat(listener.replies.getLast()).startsWith("421 4.7.0");
    }

    @Test
    void guessingNamesEndsTheConnection() {
        TestListener listener =
                TestListener.play(
                        RECEPTION,
                        false,
                        "EHLO c\r\nMAIL FROM:<>\r\n" + "RCPT TO:<n@example.test>\r\n".repeat(300));
        assertThat(listener.replies.getLast()).startsWith("421 4.7.0");
        assertThat(listener.replies).hasSizeLessThan(215);
    }

    @Test
    void reportsAreNotPromisedWhereTheyDoNotWork() { // S-028, S-047
        SmtpProfile plain =
                new SmtpProfile.Reception(
                        new SmtpProfile.Common("mx.test", false, false, TestListener.LIMITS));
        TestListener listener =
                TestListener.play(
                        plain,
                        false,
                        "EHLO c\r\nMAIL FROM:<> RET=FULL\r\nSTARTTLS\r\nAUTH PLAIN\r\n");
        assertThat(listener.replies).noneMatch(line -> line.contains("DSN"));
        assertThat(tail(listener, 3)).containsExactly("555 5.5.4", "502 5.5.1", "502 5.5.1");
    }

    @Test
    void parametersNeedEhlo() {
        assertThat(
                        tail(
                                TestListener.play(
                                        RECEPTION, false, "HELO c\r\nMAIL FROM:<> SIZE=1\r\n"),
                                1))
                .containsExactly("555 5.5.4");
    }

    @Test
    void theEndComesWithTheRightCode() { // S-027, S-025
        SmtpSession session = new SmtpSession(RECEPTION, false);
        assertThat(session.shutdown().replies().getFirst().status()).contains("4.3.2");
        assertThat(session.timedOut().replies().getFirst().status()).contains("4.4.2");
        assertThat(session.busy().replies().getFirst().code()).isEqualTo(421);
    }

    static List<String> codes(String input) {
        return TestListener.afterHello(RECEPTION, false, input).stream()
                .map(ReceptionTest::code)
                .toList();
    }

    private static List<String> tail(TestListener listener, int count) {
        List<String> lines = listener.replies;
        return lines.subList(lines.size() - count, lines.size()).stream()
                .map(ReceptionTest::code)
                .toList();
    }

    static String code(String line) {
        return line.matches("[245].. \\d\\.\\d+\\.\\d+ .*")
                ? line.substring(0, line.indexOf(' ', 4))
                : line.substring(0, 3);
    }
}
