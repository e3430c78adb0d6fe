package dev.buzon.client.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.discovery.file.UnreadableFileException.Trouble;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Hints;
import dev.buzon.client.discovery.offer.Login;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Autoconfig files as they look in the world, and as attackers would have them (C-027). */
class AutoconfigFileTest {
    private static final MailAddress ANA = MailAddress.of("ana.b@example.org");

    @Test
    void fileOfALargeProviderIsReadInItsOrder() throws Exception {
        Settings settings = read("provider-1.1.xml");

        assertThat(settings.provider()).isEqualTo("Ejemplo Correo");
        assertThat(settings.incoming())
                .containsExactly(
                        new Offer(
                                Offer.Service.POP3,
                                new ServerAddress("pop.provider.example", 995),
                                Security.IMPLICIT_TLS,
                                List.of(new Login.OAuth(), new Login.Password()),
                                List.of("ana.b@example.org")),
                        new Offer(
                                Offer.Service.POP3,
                                new ServerAddress("pop.provider.example", 110),
                                Security.UPGRADE,
                                List.of(new Login.Password()),
                                List.of("ana.b")));
        assertThat(settings.outgoing())
                .extracting(offer -> offer.server().port())
                .containsExactly(465, 587);
        assertThat(settings.hints())
                .isEqualTo(
                        new Hints(
                                Optional.of(true),
                                Optional.of(Duration.ofDays(14)),
                                Optional.of(Duration.ofMinutes(15))));
        assertThat(settings.oauth().orElseThrow().scopes())
                .containsExactly("https://mail.provider.example/", "offline");
        assertThat(settings.oauth().orElseThrow().issuer().orElseThrow())
                .hasToString("https://accounts.provider.example");
    }

    @Test
    void fileOfVersion12WithMechanismsAndUnknownThingsIsRead() throws Exception {
        Settings settings = read("draft-1.2.xml");

        assertThat(settings.incoming()).hasSize(1);
        assertThat(settings.incoming().getFirst().logins())
                .containsExactly(
                        new Login.Mechanism("SCRAM-SHA-256-PLUS"),
                        new Login.ClientCertificate(),
                        new Login.Challenge());
    }

    @Test
    void placeholdersAreFilledIn() throws Exception {
        Offer offer = read("small-host.xml").incoming().getFirst();

        assertThat(offer.server().host()).isEqualTo("mail.example.org");
        assertThat(offer.users()).containsExactly("ana.b.example.org");
        assertThat(offer.security()).isEqualTo(Security.CLEARTEXT);
    }

    @Test
    void versionAloneIsNoReasonToRefuse() throws Exception {
        String nine = text("small-host.xml").replace("version=\"1.1\"", "version=\"9\"");

        assertThat(read(nine, StandardCharsets.UTF_8).incoming()).hasSize(1);
    }

    @Test
    void encodingOfTheDeclarationIsHonoured() throws Exception {
        String latin =
                text("provider-1.1.xml")
                        .replace("UTF-8", "ISO-8859-1")
                        .replace("Ejemplo Correo", "Año Ñandú");

        assertThat(read(latin, StandardCharsets.ISO_8859_1).provider()).isEqualTo("Año Ñandú");
    }

    @Test
    void serverWithoutSocketTypeIsNeverInClearText() throws Exception {
        String without =
                text("provider-1.1.xml")
                        .replaceAll("<socketType>.*?</socketType>", "<socketType>x</socketType>");

        assertThat(read(without, StandardCharsets.UTF_8).incoming())
                .extracting(Offer::security)
                .containsExactly(Security.IMPLICIT_TLS, Security.UPGRADE);
    }

    @Test
    void serverThatCanBeNoneIsPassedOver() throws Exception {
        for (String bad :
                List.of(
                        "127.0.0.1",
                        "[::1]",
                        "0177.1",
                        "2130706433",
                        "localhost",
                        "",
                        "a b.example",
                        "evil.example/x",
                        "evil.example:99",
                        "pop.example\u0000.org")) {
            String file =
                    text("provider-1.1.xml")
                            .replaceFirst(
                                    "<hostname>pop.provider.example",
                                    "<hostname>" + bad.replace("\u0000", "%00"));
            assertThat(read(file, StandardCharsets.UTF_8).incoming()).as(bad).hasSize(1);
        }
        for (String port : List.of("0", "65536", "-1", "", "99999999999", "1e3", "٩٩٥")) {
            String file = text("provider-1.1.xml").replaceFirst("<port>995", "<port>" + port);
            assertThat(read(file, StandardCharsets.UTF_8).incoming()).as(port).hasSize(1);
        }
    }

    @Test
    void userNameThatBreaksTheLineIsNotTaken() throws Exception {
        String file =
                text("provider-1.1.xml")
                        .replaceAll(
                                "<username>.*?</username>",
                                "<username>ana&#13;&#10;DELE 1</username>");

        assertThat(read(file, StandardCharsets.UTF_8).incoming())
                .allMatch(offer -> offer.users().equals(List.of("ana.b@example.org")));
    }

    @Test
    void nameForPeopleHoldsNoControlCharacters() throws Exception {
        String file = text("provider-1.1.xml").replace("Ejemplo Correo", "&#x202e;liam&#x85;");

        assertThat(read(file, StandardCharsets.UTF_8).provider()).isEqualTo("\\u{202e}liam\\u{85}");
    }

    @Test
    void fileWithoutPop3IsNothingForUs() {
        assertTrouble(
                "<clientConfig><emailProvider id='x'><incomingServer type='imap'>"
                        + "<hostname>imap.x.example</hostname><port>993</port></incomingServer>"
                        + "</emailProvider></clientConfig>",
                Trouble.NOTHING_FOR_US);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not xml",
                "<html><body>404</body></html>",
                "<clientConfig/>",
                "<clientConfig>",
                "<clientConfig></emailProvider>",
                "<clientConfig><emailProvider>&nope;</emailProvider></clientConfig>",
                "<clientConfig a=\"1\" a=\"2\"/>",
                "<!DOCTYPE clientConfig><clientConfig/>",
                "<!DOCTYPE c [<!ENTITY a \"x\">]><clientConfig>&a;</clientConfig>",
                "<!DOCTYPE c [<!ENTITY % p SYSTEM \"file:///etc/passwd\">%p;]><clientConfig/>",
                "<?xml version=\"1.0\" encoding=\"x-nope\"?><clientConfig/>",
                "\u0000\u0001\u0002"
            })
    void brokenFileIsRefused(String file) {
        assertTrouble(file, Trouble.FORM);
    }

    @Test
    void billionLaughsAreNotLaughed() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE c [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        bomb.append("]><clientConfig>&a9;</clientConfig>");
        long begin = System.nanoTime();

        assertTrouble(bomb.toString(), Trouble.FORM);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void includedFilesAreNotIncluded() throws Exception {
        String file =
                text("provider-1.1.xml")
                        .replace(
                                "Ejemplo Correo",
                                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude'"
                                        + " href='file:///etc/passwd' parse='text'/>");

        assertThat(read(file, StandardCharsets.UTF_8).provider()).isEmpty();
    }

    @Test
    void tooLargeTooDeepTooManyAndTooLongAreRefused() {
        String open = "<clientConfig>";
        assertTrouble(open + " ".repeat(300_000) + "</clientConfig>", Trouble.TOO_LARGE);
        assertTrouble("<!--" + "x".repeat(10_000_000) + "-->" + open, Trouble.TOO_LARGE);
        assertTrouble("<a>".repeat(50) + "</a>".repeat(50), Trouble.TOO_LARGE);
        assertTrouble(open + "<a/>".repeat(3_000) + "</clientConfig>", Trouble.TOO_LARGE);
        assertTrouble(open + "x".repeat(20_000) + "</clientConfig>", Trouble.TOO_LARGE);
        StringBuilder wide = new StringBuilder("<clientConfig");
        for (int i = 0; i < 50; i++) {
            wide.append(" a" + i + "='1'");
        }
        assertTrouble(wide + "/>", Trouble.TOO_LARGE);
    }

    @Test
    void moreServersThanAnybodyHasAreNotTaken() throws Exception {
        String one =
                "<incomingServer type='pop3'><hostname>p.x.example</hostname><port>995</port>"
                        + "<socketType>SSL</socketType></incomingServer>";
        String file =
                "<clientConfig><emailProvider id='x'>"
                        + one.repeat(100)
                        + "</emailProvider></clientConfig>";

        assertThat(read(file, StandardCharsets.UTF_8).incoming()).hasSize(8);
    }

    private static void assertTrouble(String file, Trouble trouble) {
        assertThatThrownBy(() -> read(file, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        e -> assertThat(e.trouble()).as(e.getMessage()).isEqualTo(trouble));
    }

    private static Settings read(String name) throws Exception {
        return read(text(name), StandardCharsets.UTF_8);
    }

    private static Settings read(String file, Charset charset) throws UnreadableFileException {
        return AutoconfigFile.read(file.getBytes(charset), ANA);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = AutoconfigFileTest.class.getResourceAsStream("/discovery/" + name)) {
            return new String(
                    Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
