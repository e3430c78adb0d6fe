package dev.buzon.client.outbox;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Letter;
import dev.buzon.client.smtp.Submission;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.client.smtp.SubmissionSession;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.smtp.MisbehavingSubmission;
import dev.buzon.testing.smtp.SmtpQuirk;
import dev.buzon.testing.smtp.TakenMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A server that follows a script, a clock that is moved, and messages. */
final class Post implements AutoCloseable, InstantSource {
    static final String ANA = "ana@example.test";
    static final Instant BEGIN = Instant.parse("2026-11-23T01:00:00Z");

    private final MisbehavingSubmission server;
    private final Supplier<Submission> submission;
    private Instant now = BEGIN;

    Post(Path folder, SmtpQuirk... quirks) throws IOException {
        server = MisbehavingSubmission.with(quirks).start();
        Path pem = server.authority().writeTo(folder.resolve("authority.pem"));
        submission = () -> submission(server.tlsPort(), pem);
    }

    /** A client for a scripted server. */
    static Submission submission(int port, Path authority) {
        try {
            return Submission.at(new ServerAddress("localhost", port), Security.IMPLICIT_TLS)
                    .user("ana")
                    .password(Secret.of("secreto".getBytes(StandardCharsets.US_ASCII)))
                    .mechanism("PLAIN")
                    .trust(Trust.authorities(authority))
                    .limits(
                            TimeLimits.USUAL
                                    .connect(Duration.ofSeconds(20))
                                    .read(Duration.ofSeconds(20)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    MisbehavingSubmission server() {
        return server;
    }

    SubmissionSession open() throws SubmissionException {
        return submission.get().open();
    }

    Submission submission() {
        return submission.get();
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static Letter letter(int number) throws SubmissionException.Unsendable {
        return Letter.of(
                ("From: ana@example.test\nSubject: " + number + "\n\nnumber " + number + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    static Envelope to(String... recipients) throws SubmissionException.Unsendable {
        return Envelope.of(ANA, List.of(recipients));
    }

    /** What was taken: {@code <message-id> <recipient>}, as often as it was. */
    static List<String> copies(List<TakenMail> taken) {
        List<String> copies = new ArrayList<>();
        for (TakenMail mail : taken) {
            String id =
                    mail.text()
                            .lines()
                            .filter(line -> line.startsWith("Message-ID: "))
                            .findFirst()
                            .orElseThrow()
                            .substring("Message-ID: ".length());
            for (String recipient : mail.recipients()) {
                copies.add(id + " " + recipient.replaceAll("[<>]| .*", ""));
            }
        }
        return copies;
    }

    @Override
    public void close() {
        server.close();
    }
}
