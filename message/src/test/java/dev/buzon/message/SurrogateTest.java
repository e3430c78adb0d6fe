package dev.buzon.message;

import static dev.buzon.message.Wire.F5;
import static dev.buzon.message.Wire.SEED;
import static dev.buzon.message.Wire.octets;
import static dev.buzon.message.Wire.seed;
import static dev.buzon.message.Wire.text;
import static dev.buzon.message.Wire.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurrogateTest {
    private static final String INVALID = "<invalid@internationalized-address.invalid>";

    @Test
    void theFixtureBecomesAscii() { // I-003, I-014: stored with messages, so never to change
        String subject = "Subject: =?utf-8?Q?caf=C3=A9?=\r\n";
        String from = "From: =?utf-8?Q?Jos=C3=A9_=3Cjos=C3=A9=40example=2Etest=3E?=\r\n " + INVALID;
        assertThat(surrogate(F5)).isEqualTo(subject + from + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: Reunión de café  mañana | Subject: Reunión de café  mañana",
                "Subject: =?utf-8?Q?a?= é =?utf-8?Q?b?= | Subject: a é b",
                "Subject: 会議の議事録を送りますのでご確認ください。よろしくお願いいたします。会議の議事録 | Subject: 会議の議事録を送りますのでご確認ください。よろしくお願いいたします。会議の議事録",
                "Subject: 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 | Subject: 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "From: José <jose@example.test> | From: José <jose@example.test>",
                "From: \"Pérez, José\" <jose@example.test> | From: Pérez, José <jose@example.test>",
                "To: jose@example.test (José) | To: José <jose@example.test>",
                "To: a@b.test, José <josé@b.test>, c@d.test | To: a@b.test, José <josé@b.test> <I>, c@d.test",
                "Cc: ñ@b.test | Cc: ñ@b.test <I>",
                "To: Año: é@b.test, c@d.test;, e@f.test | To: Año : é@b.test <I>, c@d.test;, e@f.test",
                "Bcc: José | Bcc: José <I>",
                "Return-Path: <é@b.test> | Return-Path: <I>",
                "Delivered-To: é@b.test | Delivered-To: I",
                "Message-ID: <é@b.test> | Downgraded-Message-ID: <é@b.test>",
                "List-Id: Amigos del café <cafe.example.test> | List-Id: Amigos del café <cafe.example.test>",
                "línea sin dos puntos | Downgraded-Line: línea sin dos puntos",
                "Received: from a by b for <é@b.test>; Mon | Received: from a by b; Mon",
                "Received: from é by b | Downgraded-Received: from é by b"
            })
    void eachKindOfFieldIsMadeAscii(String field, String shown) { // I-014
        String surrogate = surrogate(utf8(field) + "\r\n\r\n");
        String unfolded = surrogate.substring(0, surrogate.length() - 4).replace("\r\n", "");
        String invalid = Surrogate.INVALID;
        assertThat(decoded(unfolded))
                .isEqualTo(shown.replace("<I>", INVALID).replaceAll("I$", invalid));
        assertIsAscii(surrogate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/plain; charset=utf-8; name=\"añ\\\"o; x.txt\"; a=b | Content-Type: text/plain; charset=utf-8; name*=utf-8''a%C3%B1%22o%3B%20x.txt; a=b",
                "Content-Disposition: attachment; filename=é | Content-Disposition: attachment; filename*=utf-8''%C3%A9",
                "Content-Disposition: attachment; filename*=é; é=x; é | Content-Disposition: attachment",
                "Content-Type: tëxt/plain; a=b | Downgraded-Content-Type: =?utf-8?Q?t=C3=ABxt=2Fplain=3B?= a=b"
            })
    void parametersAreEncodedOrLeftOut(String field, String surrogate) { // RFC 2231, I-014
        assertThat(surrogate(utf8(field) + "\r\n\r\n").replace("\r\n", "")).isEqualTo(surrogate);
    }

    @Test
    void longParametersAreCutIntoPieces() { // RFC 2231 §3
        String surrogate =
                surrogate(
                        "Content-Disposition: attachment; filename=\""
                                + utf8("ñ").repeat(20)
                                + "\"\r\n\r\n");
        assertThat(surrogate).contains("filename*0*=utf-8''%C3%B1", ";\r\n filename*1*=%");
    }

    @Test
    void octetsThatAreNotUtf8AreKeptUnderAnHonestLabel() { // RFC 1428 §3
        assertThat(surrogate("Subject: caf\u00e9\r\n\r\n"))
                .isEqualTo("Subject: =?unknown-8bit?Q?caf=E9?=\r\n\r\n");
    }

    @Test
    void asciiFieldsStayBitForBit() { // signatures too
        String ascii =
                "DKIM-Signature: v=1;\tb=abc\r\n\t def\r\nX: \0 \r\r\nno colon\r\nTo:  <a@b> \r\n";
        assertThat(surrogate(ascii + "\r\n")).isEqualTo(ascii + "\r\n");
        assertThat(surrogate(ascii + "A: \u00e9\r\n" + ascii + "\r\n"))
                .startsWith(ascii + "A: =?")
                .endsWith(ascii + "\r\n");
    }

    @Test
    void aNameCannotSpoilTheSyntax() {
        String from = "From: \"<luis@example.test>, \r\n =?x\" é <ana@example.test>\r\n\r\n";
        String surrogate = surrogate(from).replace("\r\n", "");
        List<AddressList.Part> parts = AddressList.parse(surrogate.substring("From: ".length()));
        assertThat(parts).hasSize(1);
        assertThat(HeaderScan.of(octets(surrogate)).authors().addresses())
                .containsExactly("ana@example.test");
    }

    @Test
    void fieldsWithoutAnEmptyLineStayWithoutOne() {
        assertThat(text(Surrogate.ofFields(Trace.returnPath("é@b"))))
                .isEqualTo("Return-Path: " + INVALID + "\r\n");
        byte[] ascii = octets("Return-Path: <a@b>\r\nDelivered-To: c@d\r\n");
        assertThat(Surrogate.ofFields(ascii)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({"'', '\r\n'", "'A: b', 'A: b\r\n\r\n'", "'A: b\r\n', 'A: b\r\n\r\n'"})
    void thereIsAlwaysAnEmptyLineAtTheEnd(String header, String surrogate) {
        assertThat(surrogate(header)).isEqualTo(surrogate);
    }

    @Test
    void anyHeaderBecomesAsciiOnceAndForAll() {
        Random random = new Random(SEED);
        String[] names = {"Subject: ", "From: ", "To : ", "Content-Type: ", "Received: ", "X", ""};
        for (int round = 0; round < 5000; round++) {
            StringBuilder header = new StringBuilder();
            for (int field = random.nextInt(4); field >= 0; field--) {
                header.append(names[random.nextInt(names.length)]);
                String alphabet = utf8("aé <>@,;:=\"\\()[]?ñ") + " \r\n\t\0\u00ff";
                header.append(Wire.random(random, alphabet, random.nextInt(120))).append("\r\n");
            }
            String surrogate = surrogate(header.toString());
            assertThat(surrogate(surrogate)).as(seed(header.toString())).isEqualTo(surrogate);
            assertIsAscii(surrogate);
        }
    }

    @Test
    void theTextOfASubjectSurvives() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            String subject = "é" + Wire.random(random, "abé ñ会.,=?_<>", random.nextInt(150)) + "x";
            String surrogate = surrogate(utf8("Subject: " + subject + "\r\n\r\n"));
            String shown = decoded(surrogate.replace("\r\n", ""));
            assertThat(shown).as(seed(subject)).isEqualTo("Subject: " + subject);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "é",
        "'é,'",
        "'é '",
        "'<é'",
        "'\"é'",
        "'é@x,'",
        "'é\r\nTo:'",
        "';é=é'",
        "'(é'",
        "'=?é?= '"
    })
    void hugeHeadersGiveBoundedSurrogatesSoon(String piece) { // TRUST §2: bombs
        for (String name : List.of("To: ", "Subject: ", "Content-Type: a/b", "Received: ")) {
            String octets = utf8(piece);
            String header = name + octets.repeat(WireForm.HEADER_LIMIT / octets.length());
            byte[] surrogate =
                    Assertions.assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> Surrogate.of(octets(header)));
            assertThat(surrogate.length).isLessThan(10 * header.length());
            assertIsAscii(text(surrogate));
        }
    }

    static void assertIsAscii(String surrogate) {
        assertThat(surrogate.chars()).allMatch(c -> c < 0x80);
        assertThat(surrogate).endsWith("\r\n");
        int end = surrogate.startsWith("\r\n") ? 0 : surrogate.indexOf("\r\n\r\n") + 2;
        assertThat(end).isEqualTo(surrogate.length() - 2);
        for (String line : surrogate.split("\r\n", -1)) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(998);
        }
    }

    /** The oracle is Mime4j: it was not written here. */
    private static String decoded(String field) {
        return DecoderUtil.decodeEncodedWords(field, DecodeMonitor.SILENT);
    }

    private static String surrogate(String header) {
        return text(Surrogate.of(octets(header)));
    }
}
