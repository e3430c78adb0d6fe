package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a message came, as its Received field tells it (RFC 3848, RFC 6531 §4.3, RFC 8314 §4.3). */
class ReceivedTest {
    private static final String ANA = "ana@example.test";

    @ParameterizedTest
    @CsvSource({
        "smtp,        HELO, clear, false, SMTP",
        "smtp,        EHLO, clear, false, ESMTP",
        "smtp,        EHLO, clear, true,  UTF8SMTP",
        "smtp,        EHLO, later, false, ESMTPS",
        "smtp,        EHLO, later, true,  UTF8SMTPS",
        "submission,  EHLO, clear, false, ESMTPA",
        "submission,  EHLO, clear, true,  UTF8SMTPA",
        "submission,  EHLO, later, false, ESMTPSA",
        "submission,  EHLO, later, true,  UTF8SMTPSA",
        "submissions, EHLO, first, false, ESMTPSA",
        "submissions, EHLO, first, true,  UTF8SMTPSA",
        "lmtp,        LHLO, clear, false, LMTP",
        "lmtp,        LHLO, clear, true,  UTF8LMTP",
        "lmtp,        LHLO, later, false, LMTPS",
        "lmtp,        LHLO, later, true,  UTF8LMTPS"
    })
    void theReceivedFieldTellsTheTruth(
            String door, String hello, String tls, boolean utf8, String with) throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            office.account(ANA, "secreto");
            Optional<String> suite;
            try (var client =
                    tls.equals("first")
                            ? LineClient.overTls(office.port(door))
                            : LineClient.inClear(office.port(door))) {
                client.reply();
                client.ask(hello + " client.test");
                if (tls.equals("later")) {
                    assertThat(client.say("STARTTLS")).startsWith("220");
                    client.startTls();
                    client.ask(hello + " client.test");
                }
                suite = tls.equals("clear") ? Optional.empty() : Optional.of(client.suite());
                send(client, door.startsWith("submission"), utf8);
            }
            var received = received(office);
            assertThat(received).contains(" with " + with + " id ");
            assertThat(received.contains(" tls ")).isEqualTo(suite.isPresent());
            suite.ifPresent(name -> assertThat(received).contains(" tls " + name + ";"));
        }
    }

    private static void send(LineClient client, boolean login, boolean utf8) throws IOException {
        if (login) {
            var secret = Secret.of("secreto".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.logIn(SaslClient.plain("ana", secret))).startsWith("235");
        }
        var parameter = utf8 ? " SMTPUTF8" : "";
        assertThat(client.say("MAIL FROM:<" + ANA + ">" + parameter)).startsWith("250");
        assertThat(client.say("RCPT TO:<" + ANA + ">")).startsWith("250");
        assertThat(client.say("DATA")).startsWith("354");
        assertThat(client.say("From: " + ANA + "\r\n\r\nbody\r\n.")).startsWith("250");
    }

    /** The field, unfolded. */
    private static String received(InMemoryPostOffice office) throws IOException {
        try (var pop3 = LineClient.inClear(office.port("pop3"))) {
            pop3.line();
            pop3.say("USER ana");
            pop3.say("PASS secreto");
            assertThat(pop3.say("RETR 1")).startsWith("+OK");
            List<String> lines = pop3.lines();
            var header = String.join("\r\n", lines).replaceAll("\r\n[ \t]+", " ");
            return header.lines()
                    .filter(line -> line.startsWith("Received:"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
