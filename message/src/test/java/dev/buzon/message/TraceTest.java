package dev.buzon.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.message.Trace.Greeting;
import dev.buzon.message.Trace.Hop;
import dev.buzon.message.Trace.With;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {
    private static final OffsetDateTime DATE =
            OffsetDateTime.of(2026, 11, 22, 20, 24, 0, 0, ZoneOffset.ofHours(1));
    private static final With PLAIN = new With(Greeting.EHLO, false, Optional.empty(), false);

    @Test
    void receivedTellsTheHop() { // S-012
        With with = new With(Greeting.EHLO, false, Optional.of("TLS_AES_128_GCM_SHA256"), true);
        Optional<String> ana = Optional.of("ana@example.test");
        String expected =
                """
                Received: from luis.example.test ([192.0.2.1])
                \tby pop.example.test with ESMTPSA
                \tid 4f-1
                \tfor <ana@example.test>
                \ttls TLS_AES_128_GCM_SHA256;
                \tSun, 22 Nov 2026 20:24:00 +0100
                """;
        assertThat(received("luis.example.test", Optional.of("192.0.2.1"), with, ana))
                .isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void withoutOneRecipientThereIsNoForAndWithoutTlsNoTls() { // S-012, S-013
        String field = received("x", Optional.of("2001:db8::1"), PLAIN, Optional.empty());
        assertThat(field).contains("([IPv6:2001:db8::1])").doesNotContain("for", "tls");
        assertThat(received("", Optional.empty(), PLAIN, Optional.empty()))
                .startsWith("Received: from unknown\r\n\tby");
    }

    @ParameterizedTest
    @CsvSource({
        "HELO, false, false, false, SMTP",
        "EHLO, false, false, false, ESMTP",
        "EHLO, false, true, false, ESMTPS",
        "EHLO, false, false, true, ESMTPA",
        "EHLO, false, true, true, ESMTPSA",
        "EHLO, true, false, false, UTF8SMTP",
        "EHLO, true, true, false, UTF8SMTPS",
        "EHLO, true, false, true, UTF8SMTPA",
        "EHLO, true, true, true, UTF8SMTPSA",
        "LHLO, false, false, false, LMTP",
        "LHLO, false, true, true, LMTPSA",
        "LHLO, true, false, false, UTF8LMTP",
        "LHLO, true, true, true, UTF8LMTPSA"
    })
    void theKeywordTellsTheTruth( // S-013
            Greeting greeting, boolean utf8, boolean tls, boolean login, String keyword) {
        Optional<String> suite = tls ? Optional.of("TLS_X") : Optional.empty();
        assertThat(new With(greeting, utf8, suite, login).keyword()).isEqualTo(keyword);
    }

    @Test
    void pathsArePrintedWithOneKindOfBrackets() { // S-014, S-015
        assertThat(text(Trace.returnPath(""))).isEqualTo("Return-Path: <>\r\n");
        assertThat(text(Trace.returnPath("<>"))).isEqualTo("Return-Path: <>\r\n");
        assertThat(text(Trace.returnPath("<a@b>"))).isEqualTo("Return-Path: <a@b>\r\n");
        assertThat(text(Trace.returnPath("\"a <b\"@c"))).isEqualTo("Return-Path: <\"a <b\"@c>\r\n");
        assertThat(text(Trace.deliveredTo("josé@b"))).isEqualTo("Delivered-To: josé@b\r\n");
    }

    @Test
    void anEhloNameIsInUtf8OnlyWhenThatWasAgreed() { // RFC 6531 §3.7.3
        With utf8 = new With(Greeting.EHLO, true, Optional.empty(), false);
        assertThat(received("ñ.test", Optional.empty(), utf8, Optional.empty())).contains("ñ.test");
        assertThat(received("ñ.test", Optional.empty(), PLAIN, Optional.empty()))
                .contains("from ?.test");
    }

    @Test
    void noValueCanAddALine() { // TRUST I1
        List<String> evil =
                List.of(
                        "a\r\nX: y",
                        "a\nb",
                        "a\rb",
                        "a\0b",
                        "\u760d\u760a",
                        "\u2028\u0085",
                        "x) by (y",
                        "a> for <b",
                        "\"\r\n",
                        "\ud800",
                        "\ufeff",
                        "x".repeat(100_000),
                        "é".repeat(9_999));
        Random random = new Random(Wire.SEED);
        for (int round = 0; round < 500; round++) {
            With with = new With(Greeting.EHLO, true, Optional.of(pick(evil, random)), true);
            Hop hop =
                    new Hop(
                            pick(evil, random),
                            Optional.of(pick(evil, random)),
                            pick(evil, random),
                            with,
                            pick(evil, random),
                            Optional.of(pick(evil, random)),
                            DATE);
            assertIsOneField(Trace.received(hop));
            assertThat(text(Trace.received(hop)).split(" for ", -1)).hasSizeLessThan(3);
            assertIsOneField(Trace.returnPath(pick(evil, random)));
            assertIsOneField(Trace.deliveredTo(pick(evil, random)));
        }
    }

    private static void assertIsOneField(byte[] octets) {
        HeaderScan scan = HeaderScan.of(octets);
        assertThat(scan.fields()).as("seed " + Wire.SEED).hasSize(1);
        assertThat(scan.fields().getFirst().end()).isEqualTo(octets.length);
        String field = text(octets);
        assertThat(field.replace("\r\n", "").chars())
                .noneMatch(c -> c == '\r' || c == '\n' || c == 0 || c == 0x85 || c == 0x2028);
        assertThat(field.lines().mapToInt(line -> line.getBytes(UTF_8).length))
                .allMatch(n -> n <= 998);
    }

    private static String received(
            String helo, Optional<String> peer, With with, Optional<String> recipient) {
        Hop hop = new Hop(helo, peer, "pop.example.test", with, "4f-1", recipient, DATE);
        return text(Trace.received(hop));
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String text(byte[] octets) {
        return new String(octets, UTF_8);
    }
}
