package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subjects, people, dates and names of files. */
@SuppressWarnings("StringConcatToTextBlock") // lines of mail are joined as they are needed
class HeaderTest {
    private static Mail mail(String header, Charset charset) {
        return Mail.of((header + "\n\nx\n").getBytes(charset));
    }

    private static Header header(String header) {
        return mail(header, UTF_8).header();
    }

    private static List<String> warnings(String header) {
        return mail(header + "\nDate: 22 Nov 2026 20:24:00 +0000", UTF_8).warnings().stream()
                .map(warning -> warning.code().word())
                .toList();
    }

    private static String attachment(String fields) {
        return mail("Content-Type: application/x; " + fields, UTF_8).root().name();
    }

    @Test
    void encodedWordsAreReadHoweverTheyWereCut() {
        assertThat(header("Subject: =?utf-8?Q?a=C3?=\n =?utf-8?Q?=B1o?= b =?x?").subject())
                .isEqualTo("año b =?x?");
        assertThat(header("Subject: =?utf-8?b?4pi?= =?utf-8?b?DhQ==?=").subject()).hasSize(2);
        assertThat(header("Subject: =?iso-8859-1*es?q?se=F1or=80?=").subject()).isEqualTo("señor€");
        assertThat(header("From: \"=?utf-8?q?Ana_Mu=C3=B1oz?=\" <a@b.example>").from())
                .containsExactly(new Person("Ana Muñoz", "a@b.example"));
    }

    @Test
    void rawOctetsAreUtf8OrWindows1252() {
        assertThat(mail("Subject: señor", UTF_8).header().subject()).isEqualTo("señor");
        assertThat(mail("Subject: señor", ISO_8859_1).header().subject()).isEqualTo("señor");
    }

    @Test
    void encodedBracketsAndCommasMakeNoAddress() {
        assertThat(header("From: =?utf-8?q?x_=3Cboss=40bank=2Ees=3E=2C?= <a@b.example>").from())
                .containsExactly(new Person("x <boss@bank.es>,", "a@b.example"));
    }

    @Test
    void groupsAndEmptyListsAreRead() {
        assertThat(header("To: undisclosed-recipients:;").to())
                .containsExactly(new Person("undisclosed-recipients", ""));
        assertThat(header("To: Team: a@b.example, C <c@d.example>;,").to()).hasSize(2);
    }

    @Test
    void datesComeInManyForms() {
        Instant expected = Instant.parse("2026-11-22T19:24:00Z");
        for (String date :
                List.of(
                        "Sun, 22 Nov 2026 20:24:00 +0100",
                        "22 Nov 26 19:24 GMT",
                        "Sun, 22 Nov 2026 14:24:00 EST (comment)",
                        "2026-11-22T19:24:00Z",
                        "2026-11-22 20:24:00 +01:00",
                        "Sun Nov 22 19:24:00 2026")) {
            assertThat(header("Date: " + date).date()).as(date).contains(expected);
        }
        assertThat(header("Date: soon\nReceived: by x; Sun, 22 Nov 2026 19:24:00 +0000").date())
                .contains(expected);
        for (String none :
                List.of("", "99 Nov 2026 10:00", "1 2 3 4:5", "22 Nov 2026 25:99:99 +9999")) {
            assertThat(header("Date: " + none).date()).as(none).isEmpty();
        }
    }

    @Test
    void idsAreReadWithoutBrackets() {
        Header header = header("Message-ID: <a@b>\nReferences: <c@d>\n <e@f>\nIn-Reply-To: e@f");
        assertThat(header.messageId()).contains("a@b");
        assertThat(header.references()).containsExactly("c@d", "e@f");
        assertThat(header.inReplyTo()).containsExactly("e@f");
    }

    @Test
    void deceitInTheFromFieldIsSaid() {
        assertThat(warnings("From: Ana <a@b.example>")).isEmpty();
        assertThat(warnings("From: a@b.example\nFrom: c@d.example")).contains("several-from");
        assertThat(warnings("From: \"boss@bank.es\" <x@evil.example>")).contains("name-is-address");
        assertThat(warnings("From: \"boss\uff20bank.es\" <x@evil.example>"))
                .contains("name-is-address");
        assertThat(warnings("From: =?utf-8?q?boss=40bank=2Ees?= <x@evil.example>"))
                .contains("name-is-address");
        assertThat(warnings("From: <boss@bank.es> <x@evil.example>")).contains("from-unreadable");
        assertThat(warnings("From: Ana\u202e <a@b.example>")).contains("hidden-characters");
        assertThat(warnings("From: boss@\u0430\u0440\u0440\u04cf\u0435.com"))
                .contains("lookalike-domain");
        assertThat(warnings("From: boss@p\u0430ypal.com")).contains("lookalike-domain");
        assertThat(warnings("From: Ana")).contains("from-missing");
        assertThat(warnings("To: a@b.example")).contains("from-missing");
        assertThat(header("From: boss@p\u0430ypal.com").from().getFirst().address())
                .isEqualTo("boss@xn--pypal-4ve.com");
        assertThat(warnings("From: a@espa\u00f1a.example")).isEmpty();
    }

    @Test
    void namesOfFilesAreReadInEveryManner() {
        assertThat(attachment("name=\"=?utf-8?q?a=C3=B1o.pdf?=\"")).isEqualTo("año.pdf");
        assertThat(attachment("name*=iso-8859-1'es'a%F1o.pdf")).isEqualTo("año.pdf");
        assertThat(attachment("name*1=\"b.pdf\"; name*0=\"a\"")).isEqualTo("ab.pdf");
        assertThat(attachment("name=two words (1).pdf; x=y")).isEqualTo("two words (1).pdf");
        assertThat(attachment("name=\"a;b.pdf\";;;;")).isEqualTo("a;b.pdf");
    }

    @Test
    void namesOfFilesAreSafe() {
        assertThat(FileName.safe("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileName.safe("..\\..\\x.exe")).isEqualTo("x.exe");
        assertThat(FileName.safe("C:evil\0\n.txt")).isEqualTo("C_evil .txt");
        assertThat(FileName.safe("CON.txt")).isEqualTo("_CON.txt");
        assertThat(FileName.safe("lpt1")).isEqualTo("_lpt1");
        assertThat(FileName.safe("...")).isEmpty();
        assertThat(FileName.safe(".bashrc. ")).isEqualTo("bashrc");
        assertThat(FileName.safe("a\u202egnp.exe")).isEqualTo("agnp.exe");
        String longName = FileName.safe("\u00f1".repeat(300) + ".pdf");
        assertThat(longName.getBytes(UTF_8).length).isLessThanOrEqualTo(FileName.OCTETS_MAX);
        assertThat(longName).endsWith(".pdf");
    }

    @Test
    void dangerousFilesAreKnown() {
        assertThat(FileName.isDangerous("invoice.pdf.exe")).isTrue();
        assertThat(FileName.isDangerous("photo.jpg")).isFalse();
        assertThat(
                        mail("Content-Type: image/png; name=\"a\u202egnp.png\"", UTF_8)
                                .root()
                                .dangerous())
                .isTrue();
        assertThat(attachment("x=y")).isEqualTo("part-0.bin");
    }
}
