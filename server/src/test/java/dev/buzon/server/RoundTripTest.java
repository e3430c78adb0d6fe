package dev.buzon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.store.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole post office over real sockets: a message goes in by every door and comes out by POP3.
 */
class RoundTripTest {
    private static final String CONFIG =
            """
            hostname = "pop.example.test"
            domains = ["example.test"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = "127.0.0.1:0"
            smtp = "127.0.0.1:0"
            submission = "127.0.0.1:0"
            submissions = "127.0.0.1:0"
            lmtp = "127.0.0.1:0"
            [store]
            engine = "memory"
            [auth]
            password-scheme = "ssha256"
            """;

    @TempDir private Path data;
    private PostOffice office;

    @BeforeEach
    void open() throws Exception {
        Config config = Config.parse(CONFIG, "test");
        office = Wiring.open(config, data, Surroundings.real());
        for (String name : List.of("ana", "luis")) {
            AdminRequest add =
                    new AdminRequest.Add(
                            Address.of(name + "@example.test"),
                            Secret.of("secreto".getBytes(StandardCharsets.UTF_8)),
                            OptionalLong.empty());
            assertThat(
                            Wiring.administration(config, office.store(), Surroundings.real())
                                    .carryOut(add))
                    .isInstanceOf(AdminAnswer.Done.class);
        }
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void messageComesInByReceptionAndIsCollectedAndGone() throws IOException {
        try (Talk smtp = new Talk(office.port("smtp"))) {
            smtp.hear("220 ");
            smtp.say("EHLO client.example.test", "250 ");
            smtp.say("MAIL FROM:<luis@elsewhere.test>", "250 ");
            smtp.say("RCPT TO:<nobody@example.test>", "550 5.1.1");
            smtp.say("RCPT TO:<Ana+shop@example.test>", "250 ");
            smtp.say("DATA", "354 ");
            smtp.say("Subject: dots\r\n\r\n..one\r\nend\r\n.", "250 2.");
            smtp.say("QUIT", "221 ");
        }
        try (Talk pop = new Talk(office.port("pop3"))) {
            pop.hear("+OK");
            pop.say("USER ana", "+OK");
            pop.say("PASS wrong", "-ERR [AUTH]");
            pop.say("USER ana", "+OK");
            pop.say("PASS secreto", "+OK");
            List<String> message = pop.lines("RETR 1");
            assertThat(message.get(1)).isEqualTo("Return-Path: <luis@elsewhere.test>");
            assertThat(message.get(2)).isEqualTo("Delivered-To: Ana+shop@example.test");
            assertThat(message.get(3)).startsWith("Received: from client.example.test");
            assertThat(message).endsWith("Subject: dots", "", "..one", "end", ".");
            long octets =
                    message.subList(1, message.size() - 1).stream()
                                    .mapToLong(l -> l.length() + 2L)
                                    .sum()
                            - 1;
            assertThat(message.getFirst()).isEqualTo("+OK " + octets + " octets");
            pop.say("LIST 1", "+OK 1 " + octets);
            assertThat(pop.lines("TOP 1 1")).endsWith("", "..one", ".");
            pop.say("DELE 1", "+OK");
            pop.say("QUIT", "+OK");
        }
        try (Talk pop = new Talk(office.port("pop3"))) {
            pop.hear("+OK");
            pop.say("AUTH PLAIN AGFuYQBzZWNyZXRv", "+OK");
            pop.say("STAT", "+OK 0 0");
        }
    }

    @Test
    void lmtpAnswersForEachRecipientAndSubmissionNeedsALogin() throws IOException {
        try (Talk lmtp = new Talk(office.port("lmtp"))) {
            lmtp.hear("220 ");
            lmtp.say("LHLO mx.example.test", "250 ");
            lmtp.say("MAIL FROM:<>", "250 ");
            lmtp.say("RCPT TO:<ana@example.test>", "250 ");
            lmtp.say("RCPT TO:<luis@example.test>", "250 ");
            lmtp.say("DATA", "354 ");
            lmtp.say("Subject: x\r\n\r\n.", "250 ");
            lmtp.hear("250 ");
        }
        try (Talk submission = new Talk(office.port("submission"))) {
            submission.hear("220 ");
            submission.say("EHLO pc.example.test", "250 ");
            submission.say("MAIL FROM:<luis@example.test>", "530 5.7.0");
            submission.say("AUTH PLAIN AGx1aXMAc2VjcmV0bw==", "235 ");
            submission.say("MAIL FROM:<ana@example.test>", "550 5.7.1");
            submission.say("MAIL FROM:<luis@example.test>", "250 ");
            submission.say("RCPT TO:<x@elsewhere.test>", "550 5.7.1");
            submission.say("RCPT TO:<ana@example.test>", "250 ");
            submission.say("DATA", "354 ");
            submission.say("From: luis@example.test\r\nBcc: x@y.test\r\n\r\nhola\r\n.", "250 ");
        }
        try (Talk pop = new Talk(office.port("pop3"))) {
            pop.hear("+OK");
            pop.say("USER ana@example.test", "+OK");
            pop.say("PASS secreto", "+OK");
            assertThat(String.join("\n", pop.lines("RETR 2")))
                    .contains("Date: ", "Message-ID: <")
                    .doesNotContain("Bcc");
            try (Talk second = new Talk(office.port("pop3"))) {
                second.hear("+OK");
                second.say("USER luis", "+OK");
                second.say("PASS secreto", "+OK");
                second.say("STAT", "+OK 1 ");
            }
        }
    }

    /** A client that types. */
    private static final class Talk implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Talk(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        }

        void say(String line, String expected) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            hear(expected);
        }

        void hear(String expected) throws IOException {
            String line = next();
            while (line.length() > 3 && line.charAt(3) == '-') {
                line = next();
            }
            assertThat(line).startsWith(expected);
        }

        List<String> lines(String command) throws IOException {
            out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            do {
                lines.add(next());
            } while (!lines.getLast().equals(".") && !lines.getLast().equals("(closed)"));
            return lines;
        }

        private String next() throws IOException {
            return Optional.ofNullable(in.readLine()).orElse("(closed)");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
