package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text lines beyond what RFC 5322 §2.1.1 allows, at each door (S-045). */
class LongLineTest {
    private static final String ANA = "ana@example.test";
    private static final String REFUSED = "554 5.6.0";

    @ParameterizedTest
    @CsvSource({
        "smtp,       998,    250",
        "smtp,       2000,   250",
        "smtp,       65536,  250",
        "smtp,       65537,  554 5.6.0",
        "submission, 998,    250",
        "submission, 999,    554 5.6.0",
        "submission, 2000,   554 5.6.0",
        "lmtp,       2000,   250",
        "lmtp,       100000, 250"
    })
    void linesAreKeptAsTheyAreOrRefused(String door, int octets, String answer) throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            office.account(ANA, "secreto");
            var line = "y".repeat(octets);
            try (var client = LineClient.inClear(office.port(door))) {
                client.reply();
                client.ask((door.equals("lmtp") ? "LHLO" : "EHLO") + " client.test");
                if (door.equals("submission")) {
                    var secret = Secret.of("secreto".getBytes(StandardCharsets.US_ASCII));
                    client.logIn(SaslClient.plain("ana", secret));
                }
                client.say("MAIL FROM:<" + ANA + ">");
                client.say("RCPT TO:<" + ANA + ">");
                client.say("DATA");
                var said = client.say("From: " + ANA + "\r\n\r\n" + line + "\r\nafter\r\n.");
                assertThat(said).startsWith(answer);
                assertThat(client.say("NOOP")).as("still in step").startsWith("250");
            }
            try (var pop3 = LineClient.inClear(office.port("pop3"))) {
                pop3.line();
                pop3.say("USER ana");
                pop3.say("PASS secreto");
                if (answer.equals(REFUSED)) {
                    assertThat(pop3.say("STAT")).isEqualTo("+OK 0 0");
                } else {
                    assertThat(pop3.say("RETR 1")).startsWith("+OK");
                    assertThat(pop3.lines()).containsSequence("", line, "after");
                }
            }
        }
    }
}
