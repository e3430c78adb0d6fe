package dev.buzon.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutodiscoverTest {
    private static final String REQUEST =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
              <Request>
                <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
                <EMailAddress>ADDRESS</EMailAddress>
              </Request>
            </Autodiscover>
            """;

    @Test
    void theSettingsOfAServerNobodyConfiguredFurther() throws Exception {
        assertThat(Autodiscover.xml(Fixture.offers(""), Optional.of("ana@example.org")))
                .contains(
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
                          <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
                            <Account>
                              <AccountType>email</AccountType>
                              <Action>settings</Action>
                              <Protocol>
                                <Type>POP3</Type>
                                <Server>mail.example.org</Server>
                                <Port>995</Port>
                                <DomainRequired>off</DomainRequired>
                                <LoginName>ana@example.org</LoginName>
                                <SPA>off</SPA>
                                <SSL>on</SSL>
                                <Encryption>SSL</Encryption>
                                <AuthRequired>on</AuthRequired>
                              </Protocol>
                              <Protocol>
                                <Type>SMTP</Type>
                                <Server>mail.example.org</Server>
                                <Port>465</Port>
                                <DomainRequired>off</DomainRequired>
                                <LoginName>ana@example.org</LoginName>
                                <SPA>off</SPA>
                                <SSL>on</SSL>
                                <Encryption>SSL</Encryption>
                                <AuthRequired>on</AuthRequired>
                                <UsePOPAuth>off</UsePOPAuth>
                                <SMTPLast>off</SMTPLast>
                              </Protocol>
                            </Account>
                          </Response>
                        </Autodiscover>
                        """);
    }

    @Test
    void whereTlsComesByUpgradeTheEncryptionSaysSo() throws Exception {
        String xml =
                Autodiscover.xml(
                                Fixture.offers(
                                        "[discovery]\npop3s = \"off\"\nsubmissions = \"off\""),
                                Optional.empty())
                        .orElseThrow();
        assertThat(xml)
                .contains("<Port>110</Port>", "<Port>587</Port>", "<Encryption>TLS</Encryption>")
                .doesNotContain("<Encryption>SSL</Encryption>", "LoginName");
    }

    @ParameterizedTest
    @CsvSource({
        "ana@example.org, ana@example.org",
        "' ana@example.org ', ana@example.org",
        "Ana.Ruiz+x@EXAMPLE.org, Ana.Ruiz+x@EXAMPLE.org",
        "o&apos;hara@example.org, o'hara@example.org",
        "<![CDATA[ana@example.org]]>, ana@example.org",
        "ñandú@example.org, ñandú@example.org",
    })
    void theAddressIsFound(String written, String address) {
        assertThat(asked(written)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.org",
                "ana@example.net",
                "ana@example.org.evil.example",
                "ana@evil.example@example.org",
                "a na@example.org",
                "&lt;script&gt;@example.org",
                "&undefined;@example.org",
                "<b/>ana@example.org",
            })
    void whatIsNoAddressOfTheDomainIsNot(String written) {
        assertThat(asked(written)).isEmpty();
    }

    @Test
    void whatIsNotXmlHasNoAddress() {
        for (String body : new String[] {"", "ana@example.org", "{}", "<", "<a><EMailAddress>"}) {
            assertThat(AskedAddress.in(octets(body), "example.org")).as(body).isEmpty();
        }
        String longName = "<EMailAddress>" + "a".repeat(15_000) + "@example.org</EMailAddress>";
        assertThat(AskedAddress.in(octets(longName), "example.org")).isEmpty();
        assertThat(AskedAddress.in(octets("<a>".repeat(5_000)), "example.org")).isEmpty();
    }

    @Test
    void aDocumentTypeEndsTheReading() {
        String request =
                REQUEST.replace("?>\n<Auto", "?>\n<!DOCTYPE x [<!ENTITY a 'ana'>]>\n<Auto")
                        .replace("ADDRESS", "ana@example.org");
        assertThat(request).contains("DOCTYPE");
        assertThat(AskedAddress.in(octets(request), "example.org")).isEmpty();
    }

    private static Optional<String> asked(String written) {
        return AskedAddress.in(octets(REQUEST.replace("ADDRESS", written)), "example.org");
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
