package dev.buzon.client.smtp;

import static dev.buzon.client.smtp.Desk.fates;
import static dev.buzon.client.smtp.Desk.letter;
import static dev.buzon.client.smtp.Desk.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.SentMessage;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The submission client at our own post office. */
class SubmissionOfficeTest {
    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"submissions, IMPLICIT_TLS", "submission, UPGRADE"})
    void aMessageArrivesOctetByOctet(String door, Security security) throws Exception {
        try (InMemoryPostOffice office = office()) {
            String text =
                    """
                    From: Ana <ana@example.test>
                    To: luis@example.test
                    Bcc: eva@example.test
                    Subject: mañana
                    Message-ID: <1@example.test>

                    .
                    ..señal
                    """;
            try (SubmissionSession session = submission(office, door, security).open()) {
                Letter letter = letter(text);
                assertThat(session.send(letter, letter.envelope()).allTaken()).isTrue();
            }
            SentMessage sent = office.sent().getFirst();
            assertThat(sent.from()).isEqualTo("ana@example.test");
            assertThat(sent.recipients())
                    .containsExactlyInAnyOrder("luis@example.test", "eva@example.test");
            assertThat(sent.text())
                    .endsWith("\r\n\r\n.\r\n..se\u00f1al\r\n")
                    .contains("Message-ID: <1@example.test>")
                    .doesNotContain("eva@");
        }
    }

    @Test
    void unknownOnesAreRefusedAndTheOthersServed() throws Exception {
        try (InMemoryPostOffice office = office()) {
            try (SubmissionSession session =
                    submission(office, "submissions", Security.IMPLICIT_TLS).open()) {
                assertThat(
                                fates(
                                        session.send(
                                                letter(Desk.PLAIN_TEXT),
                                                to("nadie@example.test", "luis@example.test"))))
                        .containsExactly("refused", "taken");
            }
        }
    }

    @Test
    void aMessageOf20MegabytesIsStreamedFromAFile() throws Exception {
        Path file = folder.resolve("big.eml");
        byte[] line =
                "0123456789012345678901234567890123456789012345678901234\n"
                        .getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(
                    "From: ana@example.test\nTo: luis@example.test\n\n"
                            .getBytes(StandardCharsets.US_ASCII));
            for (long octets = 0; octets < 20L << 20; octets += line.length) {
                out.write(line);
            }
        }
        try (InMemoryPostOffice office = office()) {
            Letter letter = Letter.in(file);
            try (SubmissionSession session =
                    submission(office, "submissions", Security.IMPLICIT_TLS).open()) {
                assertThat(session.send(letter, letter.envelope()).allTaken()).isTrue();
            }
            assertThat(office.messages("luis@example.test").getFirst().octets())
                    .hasSizeGreaterThan((int) letter.octets());
        }
    }

    private static InMemoryPostOffice office() {
        return InMemoryPostOffice.with()
                .account("ana@example.test", "secreto")
                .account("luis@example.test", "x")
                .account("eva@example.test", "x")
                .start();
    }

    private static Submission submission(InMemoryPostOffice office, String door, Security security)
            throws Exception {
        return Submission.at(new ServerAddress("localhost", office.port(door)), security)
                .user("ana@example.test")
                .password(Desk.secret("secreto"))
                .trust(Trust.authorities(office.data().resolve("self-signed.pem")));
    }
}
