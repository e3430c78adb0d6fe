package dev.buzon.client.smtp;

import static dev.buzon.client.smtp.Desk.fates;
import static dev.buzon.client.smtp.Desk.letter;
import static dev.buzon.client.smtp.Desk.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.testing.smtp.SmtpQuirk;
import dev.buzon.testing.smtp.Step;
import dev.buzon.testing.wire.End;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** C-031: what is known when the line breaks, the server is silent, or says no. */
class SubmissionFaultTest {
    private static final SmtpQuirk NO_CHUNKING = new SmtpQuirk.Lacks("CHUNKING");

    @ParameterizedTest
    @CsvSource({
        "MAIL, FIN, later, 0", "MAIL, RST, later, 0",
        "RCPT, FIN, later, 0", "RCPT, RST, later, 0",
        "DATA, FIN, later, 0", "DATA, RST, later, 0",
        "MESSAGE, FIN, unknown, 1", "MESSAGE, RST, unknown, 1"
    })
    void aLineThatBreaksLeavesAFate(Step step, End how, String fate, int taken) throws Exception {
        try (Desk desk = Desk.with(NO_CHUNKING, new SmtpQuirk.Drops(step, true, how))) {
            try (SubmissionSession session = desk.tls().open()) {
                SendReport report = session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"));
                assertThat(fates(report)).containsExactly(fate);
                assertThat(report.broken())
                        .containsInstanceOf(SubmissionException.ConnectionLost.class);
                assertThat(session.isUsable()).isFalse();
                assertThat(fates(session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"))))
                        .containsExactly("later");
            }
            assertThat(desk.server().taken()).hasSize(taken);
        }
    }

    @ParameterizedTest
    @CsvSource({"CHUNK, later", "MESSAGE, unknown"})
    void soDoChunks(Step step, String fate) throws Exception {
        String big = "From: a@e.test\n\n" + "0123456789\n".repeat(200_000);
        try (Desk desk = Desk.with(new SmtpQuirk.Drops(step, false, End.FIN))) {
            try (SubmissionSession session = desk.tls().open()) {
                assertThat(fates(session.send(letter(big), to("luis@example.test"))))
                        .containsExactly(fate);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "EHLO", "AUTH", "HANDSHAKE"})
    void aServerThatIsSilentBeforeIsNotWaitedForLong(Step step) {
        try (Desk desk = Desk.with(new SmtpQuirk.Stalls(step))) {
            Submission submission =
                    desk.tls()
                            .limits(
                                    dev.buzon.client.net.TimeLimits.USUAL
                                            .connect(Duration.ofMillis(800))
                                            .read(Duration.ofMillis(500)));
            assertThatThrownBy(submission::open).isInstanceOf(SubmissionException.TimedOut.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, later", "RCPT, later", "DATA, later", "MESSAGE, unknown"})
    void aServerThatFallsSilentLeavesAFate(Step step, String fate) throws Exception {
        try (Desk desk = Desk.with(NO_CHUNKING, new SmtpQuirk.Stalls(step))) {
            try (SubmissionSession session = desk.impatient().open()) {
                SendReport report = session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"));
                assertThat(fates(report)).containsExactly(fate);
                assertThat(report.broken()).containsInstanceOf(SubmissionException.TimedOut.class);
            }
        }
    }

    @Test
    void aMessageThatIsAnsweredLateIsTakenOnce() throws Exception {
        SmtpQuirk late = new SmtpQuirk.Late(Step.MESSAGE, Duration.ofMillis(700));
        try (Desk desk = Desk.with(late)) {
            try (SubmissionSession session = desk.impatient().open()) {
                assertThat(fates(session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"))))
                        .containsExactly("taken");
            }
            assertThat(desk.server().taken()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 busy, later",
        "MAIL, 550 5.7.1 no, refused",
        "RCPT, 452 4.2.2 full, later",
        "RCPT, 553 5.1.3 no, refused",
        "DATA, 451 4.3.0 busy, later",
        "DATA, 554 5.5.1 no, refused",
        "MESSAGE, 452 4.3.1 full, later",
        "MESSAGE, 550 5.7.1 spam, refused",
        "MESSAGE, 421 4.3.2 leaving, later",
        "MAIL, 421 4.3.2 leaving, later"
    })
    void everyNoIsUnderstood(Step step, String reply, String fate) throws Exception {
        try (Desk desk = Desk.with(NO_CHUNKING, new SmtpQuirk.Refuses(step, 1, reply))) {
            try (SubmissionSession session = desk.tls().open()) {
                SendReport report = session.send(letter(Desk.PLAIN_TEXT), to("luis@example.test"));
                assertThat(fates(report)).containsExactly(fate);
                assertThat(report.recipients().getFirst().fate().text())
                        .isEqualTo(reply.substring(4));
                if (!reply.startsWith("421")) {
                    assertThat(
                                    fates(
                                            session.send(
                                                    letter(Desk.PLAIN_TEXT),
                                                    to("luis@example.test"))))
                            .containsExactly("taken");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.3.2 no, false",
        "GREETING, 421 4.3.2 later, true",
        "EHLO, 421 4.3.2 later, true"
    })
    void aServerThatDoesNotWantUsIsUnderstood(Step step, String reply, boolean passing) {
        try (Desk desk = Desk.with(new SmtpQuirk.Refuses(step, 9, reply))) {
            assertThatThrownBy(() -> desk.tls().open())
                    .isInstanceOfSatisfying(
                            SubmissionException.class,
                            e -> assertThat(e.passing()).isEqualTo(passing));
        }
    }

    @Test
    void aServerThatLosesABatchIsNotBelieved() throws Exception {
        try (Desk desk = Desk.with(new SmtpQuirk.DropsBatch())) {
            try (SubmissionSession session = desk.impatient().open()) {
                assertThat(
                                fates(
                                        session.send(
                                                letter(Desk.PLAIN_TEXT),
                                                to("luis@example.test", "eva@example.test"))))
                        .containsOnly("later");
            }
        }
    }

    @Test
    void whoCannotWriteDownThatItEndsDoesNotSend() throws Exception {
        for (boolean chunking : new boolean[] {true, false}) {
            SmtpQuirk[] quirks = chunking ? new SmtpQuirk[0] : new SmtpQuirk[] {NO_CHUNKING};
            try (Desk desk = Desk.with(quirks)) {
                try (SubmissionSession session = desk.tls().open()) {
                    SendReport report =
                            session.send(
                                    letter(Desk.PLAIN_TEXT),
                                    to("luis@example.test"),
                                    () -> {
                                        throw new IOException("the disk is full");
                                    });
                    assertThat(fates(report)).containsExactly("later");
                    assertThat(report.broken())
                            .containsInstanceOf(SubmissionException.Unreadable.class);
                }
                assertThat(desk.server().taken()).isEmpty();
            }
        }
    }

    @Test
    void aSessionCanBeCancelled() throws Exception {
        try (Desk desk = Desk.with(new SmtpQuirk.Stalls(Step.MESSAGE))) {
            SubmissionSession session = desk.tls().open();
            CountDownLatch ending = new CountDownLatch(1);
            AtomicReference<SendReport> report = new AtomicReference<>();
            Thread sender =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    report.set(
                                            session.send(
                                                    letter(Desk.PLAIN_TEXT),
                                                    to("luis@example.test"),
                                                    ending::countDown));
                                } catch (SubmissionException e) {
                                    throw new AssertionError(e);
                                }
                            });
            ending.await();
            session.cancel();
            sender.join();
            assertThat(report.get().broken())
                    .containsInstanceOf(SubmissionException.Cancelled.class);
        }
    }
}
