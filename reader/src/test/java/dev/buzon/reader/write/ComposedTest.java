package dev.buzon.reader.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.smtp.Letter;
import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.DraftRefusedException.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The octets of a message. */
final class ComposedTest {
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-23T04:00:00+01:00");
    private static final Draft DRAFT =
            Draft.empty("ana@example.org", new Person("Ana Núñez", "ana@example.org"))
                    .to(List.of(new Person("Bea", "bea@example.net")), List.of(), List.of())
                    .subject("Hola")
                    .text("Buenos días\n", Optional.empty());

    @TempDir private Path folder;

    private static String letter(Draft draft) throws IOException {
        return new String(
                Composed.of(draft, Composed.Form.LETTER, DATE, 0).octets(), StandardCharsets.UTF_8);
    }

    private static void refused(Draft draft, Why why, String field) {
        assertThatThrownBy(() -> Composed.of(draft, Composed.Form.LETTER, DATE, 0))
                .isInstanceOfSatisfying(
                        DraftRefusedException.class,
                        e -> {
                            assertThat(e.why()).isEqualTo(why);
                            assertThat(e.field()).isEqualTo(field);
                        });
    }

    @Test
    void aLetterSaysWhoWhenAndWhat() throws IOException {
        assertThat(letter(DRAFT))
                .startsWith(
                        """
                        From: Ana =?utf-8?B?TsO6w7Fleg==?= <ana@example.org>
                        To: Bea <bea@example.net>
                        Subject: Hola
                        Date: Mon, 23 Nov 2026 04:00:00 +0100
                        Message-ID: <%s@example.org>
                        User-Agent: Buzon
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8; format=flowed
                        Content-Transfer-Encoding: quoted-printable

                        Buenos d=C3=ADas
                        """
                                .formatted(DRAFT.id()));
    }

    @Test
    void aLineBreakInAFieldIsRefused() {
        for (String end : List.of("\r", "\n", "\r\n", "\0", "\u0085", "\u2028")) {
            String evil = "x" + end + "Bcc: evil@example.net";
            List<Person> none = List.of();
            refused(DRAFT.subject(evil), Why.CONTROL, "subject");
            refused(DRAFT.from("ana@example.org", new Person(evil, "a@b.c")), Why.CONTROL, "from");
            refused(DRAFT.to(List.of(new Person(evil, "a@b.c")), none, none), Why.CONTROL, "to");
            refused(DRAFT.to(none, List.of(new Person("", evil)), none), Why.CONTROL, "cc");
            refused(DRAFT.answering(Optional.of(evil), List.of()), Why.CONTROL, "inReplyTo");
            refused(DRAFT.answering(Optional.empty(), List.of(evil)), Why.CONTROL, "references");
            Attachment one =
                    new Attachment("1", evil, "text/plain", 1, Attachment.Octets.of(new byte[1]));
            refused(DRAFT.attachments(List.of(one)), Why.CONTROL, "attachments");
        }
    }

    @Test
    void whatIsNoAddressIsKeptButNotSent() throws IOException {
        Draft draft = DRAFT.to(List.of(new Person("", "bea@")), List.of(), List.of());
        refused(draft, Why.ADDRESS, "to");
        assertThat(Composed.of(draft, Composed.Form.DRAFT, DATE, 1).octets()).isNotEmpty();
        refused(DRAFT.to(List.of(), List.of(), List.of()), Why.NO_RECIPIENT, "to");
    }

    @Test
    void onlyHiddenRecipientsAreNotNamed() throws Exception {
        Draft draft = DRAFT.to(List.of(), List.of(), List.of(new Person("", "bea@example.net")));
        Letter letter = Letter.of(letter(draft).getBytes(StandardCharsets.UTF_8));
        assertThat(letter.envelope().recipients()).hasSize(1);
        assertThat(letter.values("To")).containsExactly("undisclosed-recipients:;");
    }

    @Test
    void aDomainInOtherLettersIsWrittenInAscii() throws IOException {
        Draft draft =
                DRAFT.to(
                        List.of(new Person("", "bea@correo.españa.example")), List.of(), List.of());
        assertThat(letter(draft)).contains("To: bea@correo.xn--espaa-rta.example\n");
    }

    @Test
    void anAddressThatNeedsItStaysInUtf8() throws Exception {
        Draft draft = DRAFT.to(List.of(new Person("", "josé@example.net")), List.of(), List.of());
        Letter letter = Letter.of(letter(draft).getBytes(StandardCharsets.UTF_8));
        assertThat(letter.utf8Header()).isTrue();
    }

    @Test
    void namesOfFilesAreReadableForEverybody() throws IOException {
        Attachment one =
                new Attachment(
                        "1",
                        "informe «año» 2026 con un nombre bastante largo.pdf",
                        "application/pdf",
                        3,
                        Attachment.Octets.of(new byte[] {1, 2, 3}));
        String text = letter(DRAFT.attachments(List.of(one)));
        assertThat(text).contains("filename*0*=UTF-8''informe%20").contains("filename=\"informe _");
        Part part =
                Mail.of(text.getBytes(StandardCharsets.UTF_8))
                        .body(Body.Preferred.PLAIN)
                        .attachments()
                        .getFirst();
        assertThat(part.name()).isEqualTo(one.name());
        assertThat(part.open().readAllBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void aMessageIsAttachedAsItIs() throws IOException {
        byte[] plain =
                "From: a@b.c\r\nSubject: x\r\n\r\nFrom here\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("plain.eml"), plain);
        String text = letter(DRAFT.attachments(List.of(message(file))));
        assertThat(text).contains("Content-Type: message/rfc822;").contains("\nFrom here\n");
        byte[] eight = "Subject: ñ\r\n\r\nñ".getBytes(StandardCharsets.ISO_8859_1);
        Path other = Files.write(folder.resolve("eight.eml"), eight);
        String encoded = letter(DRAFT.attachments(List.of(message(other))));
        assertThat(encoded).contains("Content-Type: application/octet-stream;");
        Part part =
                Mail.of(encoded.getBytes(StandardCharsets.UTF_8))
                        .body(Body.Preferred.PLAIN)
                        .attachments()
                        .getFirst();
        assertThat(part.open().readAllBytes()).isEqualTo(eight);
    }

    private static Attachment message(Path file) {
        return new Attachment("1", "x.eml", Composed.MESSAGE, 1, new Attachment.OfMessage(file));
    }

    @Test
    void anAttachmentThatIsGoneIsSaid() {
        Attachment gone = message(folder.resolve("gone"));
        refused(DRAFT.attachments(List.of(gone)), Why.ATTACHMENT_GONE, "attachments");
    }

    @Test
    void receiptsAreAskedForWhenWanted() throws IOException {
        assertThat(letter(DRAFT.receipts(new Draft.Receipts(true, false))))
                .contains("Disposition-Notification-To: ");
        assertThat(letter(DRAFT)).doesNotContain("Disposition-Notification-To");
    }

    @Test
    void aLongLineOfTextTakesNoLongTime() {
        String long4MiB = "word ".repeat(DraftCheck.TEXT_MAX / 5);
        assertThat(FlowedText.travelling(long4MiB).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(79));
    }
}
