package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.MisbehavingServer.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.SaslClientStep;
import dev.buzon.protocol.sasl.SaslMessage;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.testing.pop3.Quirk.LoginFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoginFaultsTest {
    private MisbehavingServer server = with().start();

    @AfterEach
    void close() {
        server.close();
    }

    private void start(String mechanism, Quirk... quirks) {
        server.close();
        server = with(quirks).mechanisms(mechanism).start();
    }

    private Caller call() {
        return new Caller(server.port());
    }

    @Test
    void loginsGoWrong() {
        start("PLAIN", LoginFault.CLOSES_AFTER_FAILURE);
        try (Caller ana = call()) {
            ana.line();
            ana.ask("USER ana");
            ana.send("PASS wrong\r\n");
            assertThat(ana.rest()).startsWith("-ERR [AUTH]");
        }
        start("PLAIN", LoginFault.CHALLENGE_NOT_BASE64);
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.ask("AUTH PLAIN")).contains("?");
        }
    }

    @Test
    void tokensAreTakenInOneStepOrTwo() {
        String token = base64("user=ana\u0001auth=Bearer tok123\u0001\u0001");
        start("XOAUTH2");
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.ask("AUTH XOAUTH2 " + token)).startsWith("+OK");
        }
        start("XOAUTH2", LoginFault.OAUTH_IN_TWO_STEPS, LoginFault.BARE_CHALLENGE);
        try (Caller ana = call()) {
            ana.line();
            ana.send("AUTH XOAUTH2 " + token + "\r\n");
            assertThat(ana.rest()).startsWith("-ERR Protocol error");
        }
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.ask("AUTH XOAUTH2")).isEqualTo("+\r\n");
            assertThat(ana.ask(token)).startsWith("+OK");
        }
        start("XOAUTH2", LoginFault.OAUTH_REFUSED);
        try (Caller ana = call()) {
            ana.line();
            assertThat(ana.ask("AUTH XOAUTH2 " + token)).startsWith("+ ey");
            assertThat(ana.ask("")).startsWith("-ERR [AUTH]");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void scramIsTakenAndSignedRightlyOrWrongly() {
        start("SCRAM-SHA-256");
        assertThat(scram()).isEqualTo("+OK welcome, proved");
        start("SCRAM-SHA-256", LoginFault.WRONG_SERVER_SIGNATURE);
        assertThat(scram()).isEqualTo("SERVER_NOT_PROVED");
        start("SCRAM-SHA-256", LoginFault.NO_SERVER_SIGNATURE);
        assertThat(scram()).isEqualTo("+OK welcome, not proved");
    }

    private String scram() {
        Secret password = Secret.of("secreto".getBytes(StandardCharsets.US_ASCII));
        SaslClient client = SaslClient.scramSha256("ana", password, new ScramNonce("clientpart"));
        try (Caller ana = call()) {
            ana.line();
            String first = client.initialResponse().orElseThrow().base64();
            String line = ana.ask("AUTH SCRAM-SHA-256 " + first);
            while (line.startsWith("+ ")) {
                byte[] challenge = Base64.getDecoder().decode(line.substring(2).strip());
                line =
                        switch (client.challenge(SaslMessage.of(challenge))) {
                            case SaslClientStep.Respond(var message) -> ana.ask(message.base64());
                            case SaslClientStep.GiveUp(var reason) -> reason.name();
                        };
            }
            String proved = client.serverProved() ? ", proved" : ", not proved";
            return line.startsWith("+OK") ? line.strip() + proved : line;
        }
    }
}
