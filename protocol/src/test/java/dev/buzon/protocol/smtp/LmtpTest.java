package dev.buzon.protocol.smtp;

import static dev.buzon.protocol.smtp.TestListener.LMTP;
import static dev.buzon.protocol.smtp.TestListener.RECEPTION;
import static dev.buzon.protocol.smtp.TestListener.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LmtpTest {
    @Test
    void onlyLhloIsSpoken() { // S-050
        assertThat(TestListener.play(LMTP, false, "EHLO c\r\nHELO c\r\nLHLO c\r\n").replies)
                .startsWith(
                        "220 mx.example.test LMTP Buzon",
                        "500 5.5.1 command not recognized",
                        "500 5.5.1 command not recognized",
                        "250-mx.example.test");
        assertThat(TestListener.play(RECEPTION, false, "LHLO c\r\n").replies.getLast())
                .startsWith("500 5.5.1");
    }

    @Test
    void eachAcceptedRecipientHasItsAnswer() { // S-050
        String input =
                crlf(
                        "MAIL FROM:<>",
                        "RCPT TO:<ana@example.test>",
                        "RCPT TO:<nobody@example.test>",
                        "RCPT TO:<luis@example.test>",
                        "RCPT TO:<ana@example.test>");
        assertThat(codes(input + "DATA\r\nx\r\n.\r\nNOOP\r\n"))
                .containsExactly(
                        "250 2.1.0",
                        "250 2.1.5",
                        "550 5.1.1",
                        "250 2.1.5",
                        "250 2.1.5",
                        "354",
                        "250 2.6.0",
                        "452 4.2.2",
                        "250 2.6.0",
                        "250 2.0.0");
        assertThat(codes(input + "BDAT 2\r\nx\rBDAT 1 LAST\r\n\nNOOP\r\n"))
                .endsWith("250 2.0.0", "250 2.6.0", "452 4.2.2", "250 2.6.0", "250 2.0.0");
    }

    @Test
    void dataWithoutRecipientIsOutOfOrder() { // S-050
        assertThat(codes("MAIL FROM:<>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\n"))
                .containsExactly("250 2.1.0", "550 5.1.1", "503 5.5.1");
    }

    @Test
    void aMessageRefusedAsAWholeIsRefusedForEach() {
        String two =
                crlf("MAIL FROM:<>", "RCPT TO:<ana@example.test>", "RCPT TO:<info@example.test>");
        String big = ("z".repeat(900) + "\r\n").repeat(80);
        assertThat(codes(two + "DATA\r\n" + big + ".\r\nNOOP\r\n"))
                .endsWith("354", "552 5.3.4", "552 5.3.4", "250 2.0.0");
        assertThat(codes(two + "DATA\r\na\nb\r\n.\r\nNOOP\r\n"))
                .endsWith("354", "550 5.5.2", "550 5.5.2");
    }

    private static List<String> codes(String input) {
        return TestListener.afterHello(LMTP, false, input).stream()
                .map(ReceptionTest::code)
                .toList();
    }
}
