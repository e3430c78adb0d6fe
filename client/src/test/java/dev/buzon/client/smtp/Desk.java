package dev.buzon.client.smtp;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.smtp.MisbehavingSubmission;
import dev.buzon.testing.smtp.SmtpQuirk;
import dev.buzon.testing.wire.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A scripted submission server and a client for it that is in a hurry. */
final class Desk implements AutoCloseable {
    static final String PLAIN_TEXT =
            "From: Ana <ana@example.test>\r\nTo: luis@example.test\r\nSubject: hola\r\n\r\nhola\r\n";

    private final MisbehavingSubmission server;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    Desk(MisbehavingSubmission.Builder builder) {
        server = builder.start();
    }

    static Desk with(SmtpQuirk... quirks) {
        return new Desk(MisbehavingSubmission.with(quirks));
    }

    MisbehavingSubmission server() {
        return server;
    }

    /** A client that insists on TLS. */
    Submission tls() {
        return at(server.tlsPort(), Security.IMPLICIT_TLS);
    }

    Submission upgrading() {
        return at(server.port(), Security.UPGRADE);
    }

    Submission at(int port, Security security) {
        return Submission.at(new ServerAddress("localhost", port), security)
                .user("ana")
                .password(secret("secreto"))
                .trust(trust())
                .log(WireLog.to(log::add))
                .limits(
                        TimeLimits.USUAL
                                .connect(Duration.ofSeconds(10))
                                .read(Duration.ofSeconds(10)));
    }

    /** A client that gives up soon. */
    Submission impatient() {
        return tls().limits(
                        TimeLimits.USUAL
                                .connect(Duration.ofSeconds(10))
                                .read(Duration.ofMillis(500)));
    }

    private Trust trust() {
        try {
            Path file = Files.createTempFile("authority", ".pem");
            try {
                return Trust.authorities(server.authority().writeTo(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What clients said, over all connections. */
    List<String> heard() {
        return server.transcripts().stream().map(Transcript::client).flatMap(List::stream).toList();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Letter letter(String text) throws SubmissionException.Unsendable {
        return Letter.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Envelope to(String... recipients) throws SubmissionException.Unsendable {
        return Envelope.of("ana@example.test", List.of(recipients));
    }

    static List<String> fates(SendReport report) {
        return report.recipients().stream().map(one -> one.fate().kind().word()).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
