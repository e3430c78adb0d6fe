package dev.buzon.message;

import static dev.buzon.message.Wire.SEED;
import static dev.buzon.message.Wire.octets;
import static dev.buzon.message.Wire.seed;
import static dev.buzon.message.Wire.text;
import static dev.buzon.message.Wire.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderScanTest {
    private static final OffsetDateTime DATE =
            OffsetDateTime.of(2026, 11, 2, 20, 24, 5, 0, ZoneOffset.ofHoursMinutes(-3, -30));

    @Test
    void fieldsAreFoundByNameInAnyCase() {
        HeaderScan scan =
                scan(
                        "RECEIVED: a\r\nreceived : b\r\n c\r\nX-Received: d\r\nDate:\r\n\r\nBcc: x\r\n");
        assertThat(scan.received()).isEqualTo(2);
        assertThat(scan.values("Received")).containsExactly("a", "b c");
        assertThat(scan.has("Date")).isTrue();
        assertThat(scan.has("Bcc")).isFalse(); // behind the empty line
    }

    @Test
    void aHundredAndOneReceivedFieldsAreCounted() { // S-016
        assertThat(scan("Received: x\r\n".repeat(101) + "\r\n").received()).isEqualTo(101);
    }

    @Test
    void deliveredToIsReadWithoutBrackets() { // S-016
        assertThat(
                        scan("Delivered-To: ana@example.test\r\nDelivered-To:\r\n <b@c>\r\n")
                                .deliveredTo())
                .containsExactly("ana@example.test", "b@c");
    }

    @ParameterizedTest
    @CsvSource({
        "no colon at all",
        "' folded from the start'",
        "'two words: x'",
        "': no name'",
        "'b\u00e9: x'",
        "'\0'"
    })
    void brokenLinesHaveNoNameAndAreKept(String line) {
        HeaderScan scan = scan(line + "\r\n folded\r\nA: b\r\n\r\n");
        assertThat(scan.fields()).hasSize(2);
        assertThat(scan.fields().getFirst().name()).isEmpty();
        assertThat(scan.values("A")).containsExactly("b");
    }

    @Test
    void valuesAreUtf8OrElseLatin1() {
        assertThat(scan(utf8("A: José\r\n")).values("a")).containsExactly("José");
        assertThat(scan("A: Jos\u00e9\r\n").values("a")).containsExactly("José");
    }

    @Test
    void eachOctetBelongsToOneField() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5000; round++) {
            String header = Wire.random(random, "\r\n\r\n:: \tab\0\u00ff", random.nextInt(40));
            HeaderScan scan = scan(header);
            int at = 0;
            for (HeaderScan.Field field : scan.fields()) {
                assertThat(field.start()).as(seed(header)).isEqualTo(at);
                assertThat(field.end()).as(seed(header)).isGreaterThan(at);
                at = field.end();
            }
            assertThat(scan.end()).as(seed(header)).isEqualTo(at);
            assertThat(at == header.length() || header.startsWith("\r\n", at)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ana@example.test | ana@example.test | true",
                "Ana <ana@example.test> | ana@example.test | true",
                "<ana@example.test> (Ana (the one), me) | ana@example.test | true",
                "ana@example.test (luis@example.test) | ana@example.test | true",
                "\"luis@example.test, x\" <ana@example.test> | ana@example.test | true",
                "ana @ example . test | ana@example.test | true",
                "<@a.test,@b.test:ana@example.test> | ana@example.test | true",
                "\"a b\"@example.test | \"a b\"@example.test | true",
                "ana@[IPv6:2001:db8::1] | ana@[IPv6:2001:db8::1] | true",
                "José <josé@example.test> | josé@example.test | true",
                ", ana@example.test,, | ana@example.test | true",
                "ana@example.test, luis@example.test | ana@example.test;luis@example.test | true",
                "ana | ana | false",
                "luis ana@example.test | luis ana@example.test | false",
                "luis@example.test <ana@example.test | ana@example.test | false",
                "<luis@example.test> <ana@example.test> | luis@example.testana@example.test | false",
                "<ana@example.test> luis@example.test | ana@example.test | false",
                "luis@example.test@example.test | luis@example.test@example.test | false",
                "\"ana@example.test | \"ana@example.test | false",
                "luis@example.test: ana@example.test; | ana@example.test | false"
            })
    void authorsAreReadAndWhatIsNoAddressIsSaid( // S-041
            String from, String addresses, boolean readable) {
        HeaderScan.Authors authors = scan("From: " + utf8(from) + "\r\n\r\n").authors();
        assertThat(authors.addresses()).isEqualTo(List.of(addresses.split(";", -1)));
        assertThat(authors.readable()).isEqualTo(readable);
    }

    @Test
    void allFromFieldsCountForTheAuthors() { // S-041
        HeaderScan.Authors authors =
                scan("From: a@b\r\nSubject: x\r\nFROM : c@d\r\n\r\n").authors();
        assertThat(authors).isEqualTo(new HeaderScan.Authors(List.of("a@b", "c@d"), true));
        assertThat(scan("").authors()).isEqualTo(new HeaderScan.Authors(List.of(), true));
    }

    @Test
    void everyReturnPathGoesAndAllElseStays() { // S-014
        String before = "Received: x\r\n y\r\nno colon\r\n";
        String after = "\0: \u00ff\r\nX-Return-Path: kept\r\n\r\nReturn-Path: in the body\r\n";
        String header = "Return-Path: <a@b>\r\n" + before + "return-PATH \t:\r\n <c@d>\r\n" + after;
        assertThat(text(HeaderEdit.withoutReturnPath(octets(header)))).isEqualTo(before + after);
    }

    @Test
    void submissionAddsWhatIsMissingAndTakesBccAway() { // S-044
        String header = "From: a@b\r\nBcc: secret@c,\r\n d@e\r\nSubject: x\r\n\r\n";
        String date = "Date: Mon, 2 Nov 2026 20:24:05 -0330\r\n";
        String id = "Message-ID: <1@pop.example.test>\r\n";
        assertThat(text(HeaderEdit.forSubmission(octets(header), DATE, "1@pop.example.test")))
                .isEqualTo("From: a@b\r\nSubject: x\r\n" + date + id + "\r\n");
    }

    @Test
    void submissionAddsNothingThatIsThere() { // S-044
        String header = "date: yesterday\r\nmessage-id : <x>\r\n\r\n";
        assertThat(text(HeaderEdit.forSubmission(octets(header), DATE, "1@2"))).isEqualTo(header);
    }

    @Test
    void submissionOfAnEmptyHeaderMakesOne() {
        String date = "Date: Mon, 2 Nov 2026 20:24:05 -0330\r\n";
        assertThat(text(HeaderEdit.forSubmission(octets("\r\n"), DATE, "1@2\r\nX: y")))
                .isEqualTo(date + "Message-ID: <1@2??X:?y>\r\n\r\n");
        assertThat(text(HeaderEdit.forSubmission(octets("A: b"), DATE, "1@2")))
                .startsWith("A: b\r\n" + date);
    }

    @Test
    void aFoldAtTheVeryBeginningIsReported() {
        assertThat(scan(" x\r\nA: b\r\n\r\n").beginsWithFold()).isTrue();
        assertThat(scan("A: b\r\n x\r\n\r\n").beginsWithFold()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"(", "<", "'\"'", "'<@'", "' '", "'a,'", "'\\'", "':'", "'(a)'", "' @'", "'[;'"})
    void hugeAuthorsAreReadInTimeThatGrowsWithThem(String piece) { // TRUST §2: bombs
        byte[] header = octets("From: " + piece.repeat(WireForm.HEADER_LIMIT / piece.length()));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> HeaderScan.of(header).authors());
    }

    private static HeaderScan scan(String header) {
        return HeaderScan.of(octets(header));
    }
}
