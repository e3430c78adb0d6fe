package dev.buzon.testing.smtp;

import static dev.buzon.testing.smtp.MisbehavingSubmission.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.smtp.SmtpQuirk.Drops;
import dev.buzon.testing.smtp.SmtpQuirk.Refuses;
import dev.buzon.testing.wire.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MisbehavingSubmissionTest {
    private static final String PLAIN =
            Base64.getEncoder()
                    .encodeToString("\0ana\0secreto".getBytes(StandardCharsets.US_ASCII));

    private MisbehavingSubmission server = with().start();

    @AfterEach
    void close() {
        server.close();
    }

    private void start(SmtpQuirk... quirks) {
        server.close();
        server = with(quirks).start();
    }

    /** Says and reads lines. */
    private static final class Talker implements AutoCloseable {
        private Socket socket;
        private BufferedReader in;

        Talker(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = reader();
        }

        private BufferedReader reader() throws IOException {
            return new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void secure(MisbehavingSubmission server) throws IOException {
            var factory = server.authority().client().getSocketFactory();
            SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", 0, true);
            tls.startHandshake();
            socket = tls;
            in = reader();
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** The last line of a reply; empty at the end. */
        String reply() throws IOException {
            String line = in.readLine();
            while (line != null && line.startsWith("250-")) {
                line = in.readLine();
            }
            return line == null ? "" : line;
        }

        String ask(String line) throws IOException {
            send(line + "\r\n");
            return reply();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Talker greeted() throws IOException {
        Talker talker = new Talker(server.port());
        assertThat(talker.reply()).startsWith("220");
        assertThat(talker.ask("EHLO me")).startsWith("250");
        return talker;
    }

    private static String envelope(Talker luis) throws IOException {
        luis.ask("MAIL FROM:<luis@example.test> BODY=8BITMIME");
        luis.ask("RCPT TO:<ana@example.test>");
        return luis.ask("DATA");
    }

    @Test
    void withoutQuirksItTakesMailInBothWays() throws IOException {
        try (Talker luis = greeted()) {
            luis.ask("STARTTLS");
            luis.secure(server);
            luis.ask("EHLO me");
            assertThat(luis.ask("AUTH PLAIN " + PLAIN)).startsWith("235");
            assertThat(envelope(luis)).startsWith("354");
            luis.send("Subject: one\r\n\r\n..dot\r\n.\r\n");
            assertThat(luis.reply()).startsWith("250");
            luis.ask("MAIL FROM:<>");
            luis.ask("RCPT TO:<ana@example.test> NOTIFY=NEVER");
            luis.send("BDAT 5\r\nSubjeBDAT 8 LAST\r\nct: 2\r\n\r");
            assertThat(luis.reply()).startsWith("250");
            assertThat(luis.reply()).startsWith("250");
            assertThat(luis.ask("QUIT")).startsWith("221");
        }
        TakenMail first = server.taken().getFirst();
        assertThat(first.text()).isEqualTo("Subject: one\r\n\r\n.dot\r\n");
        assertThat(first.from()).isEqualTo("<luis@example.test> BODY=8BITMIME");
        assertThat(first.recipients()).containsExactly("<ana@example.test>");
        assertThat(first.underTls()).isTrue();
        assertThat(first.user()).isEqualTo("ana");
        assertThat(server.taken().getLast().chunked()).isTrue();
        assertThat(server.taken().getLast().text()).isEqualTo("Subject: 2\r\n\r");
        assertThat(server.heardCredentialInClear()).isFalse();
    }

    @Test
    void refusalsAreCounted() throws IOException {
        start(
                new Refuses(Step.MESSAGE, 1, "451 4.3.0 later"),
                new SmtpQuirk.RefusesRecipient("bob@example.test", "550 5.1.1 nobody"));
        try (Talker luis = greeted()) {
            envelope(luis);
            assertThat(luis.ask("x\r\n.")).startsWith("451");
            envelope(luis);
            assertThat(luis.ask("x\r\n.")).startsWith("250");
            luis.ask("MAIL FROM:<>");
            assertThat(luis.ask("RCPT TO:<bob@example.test>")).startsWith("550");
        }
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void theAnswerToTheLastDotIsLost() throws Exception {
        start(new SmtpQuirk.OnConnections(1, 1, new Drops(Step.MESSAGE, true, End.FIN)));
        try (Talker luis = greeted()) {
            envelope(luis);
            assertThat(luis.ask("x\r\n.")).isEmpty();
        }
        assertThat(server.awaitTaken(1, Duration.ofSeconds(5))).isTrue();
        start(new Drops(Step.MESSAGE, false, End.FIN));
        try (Talker luis = greeted()) {
            envelope(luis);
            assertThat(luis.ask("x\r\n.")).isEmpty();
        }
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aMessageIsTakenAndAnsweredLater() throws Exception {
        start(new SmtpQuirk.Stalls(Step.MESSAGE));
        try (Talker luis = greeted()) {
            envelope(luis);
            luis.send("x\r\n.\r\n");
            assertThat(server.awaitTaken(1, Duration.ofSeconds(5))).isTrue();
            server.behave();
            server.release();
            assertThat(luis.reply()).startsWith("250");
        }
        start(new SmtpQuirk.Late(Step.DATA, Duration.ofMillis(150)));
        try (Talker luis = greeted()) {
            long begin = System.nanoTime();
            assertThat(envelope(luis)).startsWith("354");
            assertThat(System.nanoTime() - begin).isGreaterThan(140_000_000L);
        }
    }

    @Test
    void extensionsCanBeMissing() throws IOException {
        start(
                new SmtpQuirk.Lacks("STARTTLS"),
                new SmtpQuirk.Lacks("CHUNKING"),
                new SmtpQuirk.SizeLimit(10),
                new SmtpQuirk.Announces("X-ODD", false));
        try (Talker luis = greeted()) {
            assertThat(server.transcripts().getFirst().server().getLast())
                    .doesNotContain("STARTTLS", "CHUNKING")
                    .contains("X-ODD", "SIZE 10", "PIPELINING");
            assertThat(luis.ask("STARTTLS")).startsWith("502");
            envelope(luis);
            assertThat(luis.ask("more than ten octets\r\n.")).startsWith("552");
        }
    }

    @Test
    void repliesAreInjectedBeforeTls() throws IOException {
        start(new SmtpQuirk.Injects("250 injected\r\n"));
        try (Talker luis = greeted()) {
            assertThat(luis.ask("STARTTLS")).startsWith("220");
            assertThat(luis.reply()).isEqualTo("250 injected");
        }
    }

    @Test
    void whatIsBehindTheFirstCommandOfAPacketIsLost() throws IOException {
        start(new SmtpQuirk.DropsBatch());
        try (Talker luis = greeted()) {
            luis.send("NOOP\r\nMAIL FROM:<>\r\n");
            assertThat(luis.reply()).startsWith("250");
            assertThat(luis.ask("RCPT TO:<ana@example.test>")).startsWith("503");
        }
    }
}
