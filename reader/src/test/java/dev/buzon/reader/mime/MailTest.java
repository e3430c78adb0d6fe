package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structure, bodies and limits. */
@SuppressWarnings("StringConcatToTextBlock") // lines of mail are joined as they are needed
class MailTest {
    private static final String MIXED =
            """
            From: Luis <luis@example.org>
            To: ana@example.org
            Subject: Two files
            Date: Sun, 22 Nov 2026 20:24:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            preamble
            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Hola, se=F1or =80
            --c
            Content-Type: multipart/related; boundary=d; start="<r@x>"

            --d
            Content-Type: image/png
            Content-ID: <i@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --d
            Content-Type: text/html; charset=utf-8
            Content-ID: <r@x>

            <p>Hola, <b>señor</b> <img src="cid:i@x">
            --d--
            --c--
            --b
            Content-Type: application/pdf; name="a.pdf"
            Content-Disposition: attachment; filename*0*=utf-8''%61; filename*1="ño.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0x
            --b--
            epilogue
            """;

    private static Mail mail(String text) {
        return Mail.of(text.getBytes(UTF_8));
    }

    private static List<String> words(List<Warning> warnings) {
        return warnings.stream().map(warning -> warning.code().word()).toList();
    }

    private static byte[] octets(Part part) throws IOException {
        try (InputStream in = part.open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void partsHaveTheirPlacesTypesAndTexts() throws IOException {
        for (String text : List.of(MIXED, MIXED.replace("\n", "\r\n"))) {
            Mail mail = mail(text);
            assertThat(mail.parts().stream().map(Part::id))
                    .containsExactly("0", "1", "1.1", "1.2", "1.2.1", "1.2.2", "2");
            assertThat(mail.part("1.1").orElseThrow().text()).isEqualTo("Hola, señor €");
            Body body = mail.body();
            assertThat(body.html().orElseThrow().id()).isEqualTo("1.2.2");
            assertThat(body.inline("I@X").orElseThrow().id()).isEqualTo("1.2.1");
            assertThat(body.attachments()).hasSize(1);
            Part pdf = body.attachments().getFirst();
            assertThat(pdf.name()).isEqualTo("año.pdf");
            assertThat(new String(octets(pdf), UTF_8)).isEqualTo("%PDF-1");
            assertThat(pdf.octets()).isEqualTo(6);
            assertThat(mail.warnings()).isEmpty();
            assertThat(mail.preview()).isEqualTo("Hola, señor");
        }
    }

    @Test
    void plainTextIsShownWhenItIsPreferred() {
        Body body = mail(MIXED).body(Body.Preferred.PLAIN);
        assertThat(body.html()).isEmpty();
        assertThat(body.plain().orElseThrow().id()).isEqualTo("1.1");
    }

    @Test
    void nothingIsAMessageToo() throws IOException {
        Mail mail = Mail.of(new byte[0]);
        assertThat(words(mail.warnings())).contains("empty", "from-missing", "bad-date");
        assertThat(mail.searchText()).isBlank();
        assertThat(mail.header().date()).isEmpty();
    }

    @Test
    void textWithoutAHeaderIsAllText() throws IOException {
        Mail mail = mail("just a line\nand another\n");
        assertThat(words(mail.warnings())).contains("no-header");
        assertThat(mail.root().text()).isEqualTo("just a line\nand another\n");
    }

    @Test
    void nulOctetsAndBadCharsetsStillGiveText() throws IOException {
        byte[] octets =
                "From: a@b.example\0\nContent-Type: text/plain; charset=klingon\n\nA\0\u00e9\n"
                        .getBytes(ISO_8859_1);
        Mail mail = Mail.of(octets);
        assertThat(mail.root().text()).isEqualTo("Aé\n");
        assertThat(words(mail.root().decoded().warnings())).containsExactly("charset-guessed");
        assertThat(mail.header().from()).containsExactly(new Person("", "a@b.example"));
    }

    @Test
    void utf7IsRefused() throws IOException {
        Mail mail = mail("Content-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-\n");
        assertThat(mail.root().text()).isEqualTo("+ADw-script+AD4-\n");
        assertThat(words(mail.root().decoded().warnings())).containsExactly("charset-guessed");
    }

    @Test
    void wrongLabelsOfUtf8AreRead() throws IOException {
        byte[] latin =
                "Content-Type: text/plain; charset=utf-8\n\nse\u00f1or\n".getBytes(ISO_8859_1);
        assertThat(Mail.of(latin).root().text()).isEqualTo("señor\n");
        byte[] ascii = "Content-Type: text/plain; charset=us-ascii\n\nseñor\n".getBytes(UTF_8);
        assertThat(Mail.of(ascii).root().text()).isEqualTo("señor\n");
    }

    @Test
    void aWrongOrMissingBoundaryIsGuessed() {
        for (String said : List.of("", "; boundary=other")) {
            Mail mail =
                    mail(
                            "Content-Type: multipart/mixed"
                                    + said
                                    + "\n\n--real\nContent-Type: text/plain\n\none\n"
                                    + "--real\nContent-Type: text/html\n\ntwo\n--real--\n");
            assertThat(mail.root().children()).hasSize(2);
            assertThat(words(mail.warnings())).contains("bad-boundary");
        }
    }

    @Test
    void aMultipartWithoutPartsIsText() throws IOException {
        Mail mail = mail("Content-Type: multipart/mixed; boundary=x\n\nhello\n");
        assertThat(mail.body().plain().orElseThrow().text()).isEqualTo("hello\n");
        assertThat(words(mail.warnings())).contains("bad-boundary");
    }

    @Test
    void aMessageThatWasCutOffSaysSo() throws IOException {
        Mail mail = mail(MIXED.substring(0, MIXED.indexOf("JVBERi0x") + 6));
        assertThat(words(mail.warnings())).contains("cut-off");
        assertThat(new String(octets(mail.part("2").orElseThrow()), UTF_8)).startsWith("%PD");
    }

    @Test
    void attachedMessagesArePartsAndMailsOfTheirOwn() throws IOException {
        String inner = MIXED.substring(0, MIXED.indexOf("epilogue"));
        Mail mail =
                mail(
                        "Content-Type: multipart/mixed; boundary=out\n\n--out\n\nsee\n--out\n"
                                + "Content-Type: message/rfc822\n\n"
                                + inner
                                + "--out--\n");
        Part part = mail.part("2").orElseThrow();
        assertThat(part.name()).isEqualTo("Two files.eml");
        assertThat(mail.part("2.1.2").orElseThrow().name()).isEqualTo("año.pdf");
        Mail opened = part.mail().orElseThrow();
        assertThat(opened.header().subject()).isEqualTo("Two files");
        assertThat(opened.body().attachments()).hasSize(1);
        assertThat(mail.body().attachments()).containsExactly(part);
    }

    @Test
    void aMessageInBase64OpensToo() throws IOException {
        Mail mail =
                mail(
                        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                                + java.util.Base64.getMimeEncoder()
                                        .encodeToString("Subject: in\n\nx".getBytes(UTF_8)));
        assertThat(mail.root().mail().orElseThrow().header().subject()).isEqualTo("in");
    }

    @Test
    void uuencodedFilesInTextAreAttachments() throws IOException {
        Mail mail =
                mail("Subject: x\n\nhello\nbegin 644 a b.txt\n#8V%T\n`\nend\nbye\nbegin 644 no\n");
        assertThat(mail.root().text()).isEqualTo("hello\nbye\nbegin 644 no\n");
        Part file = mail.body().attachments().getFirst();
        assertThat(file.name()).isEqualTo("a b.txt");
        assertThat(new String(octets(file), UTF_8)).isEqualTo("cat");
    }

    @Test
    void winmailIsAnAttachment() {
        Mail mail =
                mail(
                        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n"
                                + "Content-Type: application/ms-tnef; name=winmail.dat\n\nx\n--b--\n");
        assertThat(mail.body().attachments().getFirst().name()).isEqualTo("winmail.dat");
    }

    @Test
    void signedReportedAndMacMailIsShownWithoutItsMachinery() {
        String two =
                "; boundary=b\n\n--b\nContent-Type: %s\n\nx\n--b\nContent-Type: %s\n\ny\n--b--\n";
        Mail signed =
                mail(
                        "Content-Type: multipart/signed"
                                + two.formatted("text/plain", "application/pgp-signature"));
        assertThat(signed.body().attachments()).isEmpty();
        assertThat(signed.body().shown()).hasSize(1);
        Mail report =
                mail(
                        "Content-Type: multipart/report"
                                + two.formatted("text/plain", "message/delivery-status"));
        assertThat(report.body().attachments()).hasSize(1);
        Mail mac =
                mail(
                        "Content-Type: multipart/appledouble"
                                + two.formatted("application/applefile", "image/tiff"));
        assertThat(mac.body().attachments()).extracting(Part::type).containsExactly("image/tiff");
    }

    @Test
    void nestingOfAThousandLevelsIsCutAndSaid() {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < 1_000; level++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\n\n--b");
            text.append(level).append('\n');
        }
        Mail mail = mail(text + "\nhello\n");
        assertThat(words(mail.warnings())).contains("too-deep");
        assertThat(mail.parts()).hasSize(Limits.usual().depth() + 1);
        assertThat(mail.body().attachments().size() + mail.body().shown().size()).isEqualTo(1);
    }

    @Test
    void nestedMessagesOfAThousandLevelsAreCutAndSaid() {
        Mail mail = mail("Content-Type: message/rfc822\n\n".repeat(1_000));
        assertThat(words(mail.warnings())).contains("too-deep");
    }

    @Test
    void tenThousandPartsAreAllThere() {
        Mail mail =
                mail(
                        "Content-Type: multipart/mixed; boundary=b\n\n"
                                + "--b\nContent-Type: image/x\n\nx\n".repeat(10_000)
                                + "--b--\n");
        assertThat(mail.parts()).hasSize(10_001);
        assertThat(words(mail.warnings())).doesNotContain("too-many-parts");
        Mail more =
                mail("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(30_000));
        assertThat(more.parts()).hasSize(Limits.usual().parts());
        assertThat(words(more.warnings())).contains("too-many-parts");
    }

    @Test
    void aHeaderOfTenMegabytesIsCutAndSaid() throws IOException {
        Mail oneField = mail("Subject: " + "x".repeat(10 << 20) + "\nFrom: a@b.example\n\nbody\n");
        assertThat(words(oneField.warnings())).contains("header-cut");
        assertThat(oneField.header().from()).hasSize(1);
        assertThat(oneField.root().text()).isEqualTo("body\n");
        Mail manyFields = mail("From: a@b.example\n" + "X-Y: zzzz\n".repeat(1 << 20) + "\nbody\n");
        assertThat(words(manyFields.warnings())).contains("header-cut");
        assertThat(manyFields.root().text()).isEqualTo("body\n");
    }

    @Test
    void aLargeFileIsReadInPieces(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large");
        byte[] line = "QUJD".repeat(19).concat("\n").getBytes(UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(
                    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n"
                            .getBytes(UTF_8));
            out.write("Content-Type: a/b\nContent-Transfer-Encoding: base64\n\n".getBytes(UTF_8));
            for (int lines = 0; lines < 100_000; lines++) {
                out.write(line);
            }
            out.write("--b--\n".getBytes(UTF_8));
        }
        Mail mail = Mail.of(file);
        Part part = mail.part("2").orElseThrow();
        assertThat(part.octets()).isEqualTo(5_700_000);
        byte[] octets = octets(part);
        assertThat(octets).hasSize(5_700_000);
        assertThat(octets).startsWith('A', 'B', 'C').endsWith('A', 'B', 'C');
        assertThat(mail.searchText()).isEqualTo("hi\n\n");
    }

    @Test
    void searchTextIsBounded() throws IOException {
        Mail mail = mail("Content-Type: text/html\n\n" + "<p>word ".repeat(200_000));
        assertThat(mail.searchText().length()).isBetween(100_000, Mail.SEARCH_MAX);
        assertThat(mail.preview().length()).isBetween(150, Mail.PREVIEW_MAX);
    }

    @Test
    void damagedFieldsAreText() {
        Mail mail =
                mail(
                        "From: a@b.example\nContent-Type: text/(;;;\nContent-Transfer-Encoding: 7-bits\n\nx\n");
        assertThat(mail.root().type()).isEqualTo("text/plain");
        assertThat(mail.body().shown()).hasSize(1);
    }
}
