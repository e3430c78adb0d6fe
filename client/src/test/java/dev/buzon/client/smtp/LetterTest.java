package dev.buzon.client.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.smtp.SubmissionException.Fault;
import dev.buzon.client.smtp.SubmissionException.Unsendable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message becomes before it is sent, and what is not fit to be sent. */
class LetterTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.ofHours(1));
    private static final String DONE = "Date: x\r\nMessage-ID: <m@x>\r\n";

    @Test
    void dateAndMessageIdAreAddedAndBccGoes() throws Exception {
        Letter letter =
                letter("From: ana@e.test\nBcc: zoe@e.test,\n eva@e.test\nTo: luis@e.test\n\nhola");
        assertThat(sent(letter))
                .isEqualTo(
                        "From: ana@e.test\r\nTo: luis@e.test\r\n"
                                + "Date: Mon, 23 Nov 2026 02:00:00 +0100\r\nMessage-ID: "
                                + letter.messageId()
                                + "\r\n\r\nhola\r\n");
        assertThat(letter.messageId()).matches("<[0-9a-f-]{36}@e\\.test>");
        assertThat(letter.envelope().recipients())
                .extracting(Object::toString)
                .containsExactly("luis@e.test", "zoe@e.test", "eva@e.test");
        assertThat(letter.octets()).isEqualTo(sent(letter).length());
    }

    @Test
    void theSameLetterIsTheSameEachTime() throws Exception {
        Letter letter = letter("From: a@e.test\n\nx\n");
        assertThat(sent(letter)).isEqualTo(sent(letter));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb', 'a|b|'",
        "'a\rb', 'a|b|'",
        "'a\r\n.\r\nb\n', 'a|.|b|'",
        "'', ''",
        "'\n\n', '||'"
    })
    void everyLineOfABodyEndsInCrlf(String body, String expected) throws Exception {
        assertThat(sent(letter("From: a@e.test\n" + DONE.replace("\r", "") + "\n" + body)))
                .isEqualTo("From: a@e.test\r\n" + DONE + "\r\n" + expected.replace("|", "\r\n"));
    }

    @Test
    void aHeaderThatIsNotAsciiIsEncodedWhileAddressesAre() throws Exception {
        Letter letter = letter("From: Añá <ana@e.test>\nSubject: mañana\n" + DONE + "\nseñal\n");
        assertThat(sent(letter)).contains("Subject: =?").contains("<ana@e.test>");
        assertThat(sent(letter)).endsWith("\r\n\r\nse\u00c3\u00b1al\r\n");
        assertThat(letter.utf8Header()).isFalse();
        assertThat(letter.eightBit()).isTrue();
        Letter needy = letter("From: josé@e.test\nTo: luis@e.test\n" + DONE + "\nx\n");
        assertThat(needy.utf8Header()).isTrue();
        assertThat(needy.eightBit()).isTrue();
    }

    @Test
    void aHeaderInLatin1IsEncodedTooUnlessItsAddressesAre() throws Exception {
        byte[] subject =
                "From: a@e.test\nSubject: ma\u00f1ana\n\nx".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(sent(Letter.of(subject))).contains("Subject: =?");
        byte[] address = "From: jos\u00e9@e.test\n\nx".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Letter.of(address))
                .isInstanceOfSatisfying(
                        Unsendable.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.HEADER_CHARACTERS));
    }

    @Test
    void theEnvelopeIsWhatTheHeaderSays() throws Exception {
        String mail =
                """
                From: a@e.test
                Sender: "S, x" <s@e.test>
                To: us: luis@e.test, Eva <eva@e.test>;,
                Cc: "a b"@e.test, luis@E.TEST

                """;
        Envelope envelope = letter(mail).envelope();
        assertThat(envelope.from()).hasToString("<s@e.test>");
        assertThat(envelope.recipients())
                .extracting(Object::toString)
                .containsExactly("luis@e.test", "eva@e.test", "\"a b\"@e.test");
        String again =
                """
                From: a@e.test
                To: b@e.test
                Resent-From: r@e.test
                Resent-To: c@e.test

                """;
        assertThat(letter(again).envelope())
                .isEqualTo(Envelope.of("r@e.test", List.of("c@e.test")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To: b@e.test\n\n",
                "From: a@e.test, b@e.test\nTo: b@e.test\n\n",
                "From: nobody\nTo: b@e.test\n\n",
                "From: a@e.test\n\n",
                "From: a@e.test\nTo: undisclosed-recipients:;\n\n",
                "From: a@e.test\nTo: luis\n\n",
                "From: a@e.test\nTo: b@e.test <c@e.test> d\n\n",
                "hello\n"
            })
    void aHeaderThatDoesNotSayWhoIsRefused(String text) {
        assertThatThrownBy(() -> letter(text).envelope()).isInstanceOf(Unsendable.class);
    }

    @Test
    void whatMailCannotCarryIsRefused() {
        assertThat(fault("From: a@e.test\n\n" + "x".repeat(999))).isEqualTo(Fault.LONG_LINE);
        assertThat(fault("From: a@e.test\nX: " + "x".repeat(999) + "\n\n"))
                .isEqualTo(Fault.LONG_LINE);
        assertThat(fault("From: a@e.test\n\na\0b\n")).isEqualTo(Fault.NUL);
        assertThat(fault("From: a@e.test\nX: a\0b\n\n")).isEqualTo(Fault.NUL);
        assertThat(fault("X: y\n".repeat(60_000) + "\n")).isEqualTo(Fault.LONG_HEADER);
    }

    @Test
    void aLineOf998OctetsIsSent() throws Exception {
        assertThat(letter("From: a@e.test\n\n" + "x".repeat(998)).octets()).isPositive();
        assertThat(
                        letter("From: a@e.test\nBcc: " + "x@e.test, ".repeat(500) + "y@e.test\n\n")
                                .octets())
                .isPositive();
    }

    @Test
    void aMessageThatWasChangedMeanwhileIsNotSentHalf() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        for (String second :
                List.of("From: a@e.test\n\nshort\n", "From: a@e.test\n\nmuch longer\n")) {
            opened.set(0);
            Letter letter =
                    Letter.from(
                            () ->
                                    text(
                                            opened.incrementAndGet() == 1
                                                    ? "From: a@e.test\n\nmedium\n"
                                                    : second),
                            CLOCK);
            assertThatThrownBy(() -> sent(letter)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whateverTheTextWhatGoesOutIsInWireForm() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "\r", "\n", "\r\n", ".", "x", ":", "A: b", "Bcc: c", " ", "\t", "é", "\r\n\r\n"
        };
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Letter letter;
            try {
                letter = letter(text.toString());
            } catch (Unsendable _) {
                continue;
            }
            String sent = sent(letter);
            assertThat(sent.replace("\r\n", "")).as("-Dseed=%d", seed).doesNotContain("\r", "\n");
            assertThat(sent).as("-Dseed=%d", seed).endsWith("\r\n").contains("\r\n\r\n");
            assertThat(sent.length()).as("-Dseed=%d", seed).isEqualTo(letter.octets());
            String header = sent.substring(0, sent.indexOf("\r\n\r\n") + 2);
            assertThat(header).as("-Dseed=%d", seed).doesNotContainIgnoringCase("\r\nbcc:");
        }
    }

    private static Fault fault(String text) {
        try {
            letter(text);
            throw new AssertionError("it was taken");
        } catch (Unsendable e) {
            return e.fault();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Letter letter(String text) throws IOException {
        return Letter.from(() -> text(text), CLOCK);
    }

    /** As it goes out, an octet to a character. */
    private static String sent(Letter letter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        letter.writeTo(Channels.newChannel(out));
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
