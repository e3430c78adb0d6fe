package dev.buzon.client.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Login;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Security;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Autodiscover's answers and PACC's documents. */
class OtherFilesTest {
    private static final MailAddress ANA = MailAddress.of("ana@example.org");

    @Test
    void requestHasTheAddressAndNothingElseOfThePerson() {
        String request =
                new String(
                        AutodiscoverFile.request(MailAddress.of("a<b&c@example.org")),
                        StandardCharsets.UTF_8);

        assertThat(request).contains("<EMailAddress>a&lt;b&amp;c@example.org</EMailAddress>");
        assertThat(request).doesNotContainIgnoringCase("password");
    }

    @ParameterizedTest
    @CsvSource({
        "995, <SSL>on</SSL>, IMPLICIT_TLS",
        "110, <SSL>on</SSL>, UPGRADE",
        "110, <SSL>off</SSL>, CLEARTEXT",
        "995, '', IMPLICIT_TLS",
        "110, '', UPGRADE",
        "110, <SSL>off</SSL><Encryption>TLS</Encryption>, UPGRADE",
        "110, <Encryption>None</Encryption>, CLEARTEXT",
        "2995, <Encryption>SSL</Encryption>, IMPLICIT_TLS"
    })
    void protectionFollowsFromPortAndSwitches(int port, String switches, Security security)
            throws Exception {
        var answer =
                answer(
                        "<Protocol><Type>POP3</Type><Server>pop.example.org</Server><Port>"
                                + port
                                + "</Port>"
                                + switches
                                + "<SPA>on</SPA></Protocol>");

        Offer offer = ((AutodiscoverFile.Answer.Found) answer).settings().incoming().getFirst();
        assertThat(offer.security()).isEqualTo(security);
        assertThat(offer.logins()).containsExactly(new Login.Challenge());
        assertThat(offer.users()).containsExactly("ana@example.org");
    }

    @Test
    void sendingOnIsToldApart() throws Exception {
        assertThat(
                        answer(
                                "<Action>redirectAddr</Action>"
                                        + "<RedirectAddr>bob@example.net</RedirectAddr>"))
                .isEqualTo(
                        new AutodiscoverFile.Answer.OtherAddress(
                                MailAddress.of("bob@example.net")));
        assertThat(
                        answer(
                                "<Action>redirectUrl</Action>"
                                        + "<RedirectUrl>https://mail.example.net/a.xml</RedirectUrl>"))
                .isInstanceOf(AutodiscoverFile.Answer.OtherPlace.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Action>redirectAddr</Action><RedirectAddr>nobody</RedirectAddr>",
                "<Action>redirectUrl</Action><RedirectUrl>http://x.example/</RedirectUrl>",
                "<Action>redirectUrl</Action><RedirectUrl>https://u:p@x.example/</RedirectUrl>",
                "<Action>redirectUrl</Action>",
                "<Protocol><Type>EXCH</Type><Server>x.example.org</Server></Protocol>",
                "<Protocol><Type>POP3</Type><Server>127.0.0.1</Server></Protocol>",
                ""
            })
    void answerOfNoUseIsRefused(String account) {
        assertThatThrownBy(() -> answer(account)).isInstanceOf(UnreadableFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"Url\":7}",
                "{\"Url\":\"http://x.example/\"}",
                "{\"Url\":null}",
                "nope"
            })
    void pointerThatPointsNowhereIsRefused(String json) {
        assertThatThrownBy(() -> AutodiscoverFile.pointer(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void paccNamesHostsForTheUsualPorts() throws Exception {
        Settings settings =
                pacc(
                        """
                        {"protocols":{"pop3":{"host":"pop.example.org"},
                                      "smtp":{"host":"smtp.example.org"},"imap":{"host":"i"}},
                         "authentication":{"password":true,
                                           "oauth-public":{"issuer":"https://id.example.org"}},
                         "info":{"provider":{"name":"Example\\u001b[31m"}},"future":[1,2,{"a":[]}]}
                        """);

        Offer incoming = settings.incoming().getFirst();
        assertThat(incoming.server().toString()).isEqualTo("pop.example.org:995");
        assertThat(incoming.security()).isEqualTo(Security.IMPLICIT_TLS);
        assertThat(incoming.logins()).containsExactly(new Login.Password(), new Login.OAuth());
        assertThat(settings.outgoing().getFirst().server().port()).isEqualTo(465);
        assertThat(settings.provider()).isEqualTo("Example\\u{1b}[31m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{} {}",
                "{'protocols':{}}",
                "{\"protocols\":{\"pop3\":{\"host\":7}}}",
                "{\"protocols\":{\"pop3\":{\"host\":\"127.0.0.1\"}}}",
                "{\"protocols\":{\"pop3\":[]}}",
                "{\"protocols\":null}"
            })
    void paccOfNoUseIsRefused(String json) {
        assertThatThrownBy(() -> pacc(json)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void paccThatIsTooDeepOrTooLargeIsRefused() {
        assertThatThrownBy(() -> pacc("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .isInstanceOf(UnreadableFileException.class);
        assertThatThrownBy(() -> pacc("{\"a\":\"" + "x".repeat(300_000) + "\"}"))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void digestIsReadHoweverTheRecordIsWritten() throws Exception {
        byte[] document = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] right = MessageDigest.getInstance("SHA-256").digest(document);
        String base64 = Base64.getEncoder().encodeToString(right);

        for (String record :
                List.of(
                        "v=UAAC1; a=sha256; d=" + base64,
                        "v=UAAC1;a=sha256;d=" + base64 + ";",
                        " d=" + base64 + " ; x=y; a=SHA256; v=UAAC1")) {
            byte[] digest = PaccFile.digest(record).orElseThrow();
            assertThat(PaccFile.hasDigest(document, List.of(digest))).as(record).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=UAAC1",
                "v=UAAC1; a=sha256",
                "v=UAAC1; a=sha256; d=!!!!",
                "v=UAAC1; a=sha256; d=AAAA",
                "v=UAAC1; a=md5; d=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "v=UAAC2; a=sha256; d=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void recordWithoutADigestHasNone(String record) {
        assertThat(PaccFile.digest(record)).isEmpty();
    }

    private static AutodiscoverFile.Answer answer(String account) throws UnreadableFileException {
        String file =
                "<Autodiscover><Response><Account>"
                        + account
                        + "</Account></Response></Autodiscover>";
        return AutodiscoverFile.read(file.getBytes(StandardCharsets.UTF_8), ANA);
    }

    private static Settings pacc(String json) throws UnreadableFileException {
        return PaccFile.read(json.getBytes(StandardCharsets.UTF_8), ANA);
    }
}
