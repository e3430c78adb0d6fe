package dev.buzon.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class AutoconfigTest {
    /** What Thunderbird's reader of version 1.1 knows of POP3 and SMTP. */
    private static final Set<String> AUTHENTICATIONS =
            Set.of("password-cleartext", "password-encrypted", "GSSAPI", "NTLM");

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    @Test
    void theDocumentOfAServerNobodyConfiguredFurther() throws Exception {
        assertThat(Autoconfig.xml(Fixture.offers(""), "example.org"))
                .contains(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <clientConfig version="1.1">
                          <emailProvider id="example.org">
                            <domain>example.org</domain>
                            <displayName>example.org</displayName>
                            <displayShortName>example.org</displayShortName>
                            <incomingServer type="pop3">
                              <hostname>mail.example.org</hostname>
                              <port>995</port>
                              <socketType>SSL</socketType>
                              <authentication system="sasl">SCRAM-SHA-256</authentication>
                              <authentication>password-cleartext</authentication>
                              <username>%EMAILADDRESS%</username>
                              <pop3>
                                <leaveMessagesOnServer>true</leaveMessagesOnServer>
                                <daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer>
                              </pop3>
                            </incomingServer>
                            <incomingServer type="pop3">
                              <hostname>mail.example.org</hostname>
                              <port>110</port>
                              <socketType>STARTTLS</socketType>
                              <authentication system="sasl">SCRAM-SHA-256</authentication>
                              <authentication>password-cleartext</authentication>
                              <username>%EMAILADDRESS%</username>
                              <pop3>
                                <leaveMessagesOnServer>true</leaveMessagesOnServer>
                                <daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer>
                              </pop3>
                            </incomingServer>
                            <outgoingServer type="smtp">
                              <hostname>mail.example.org</hostname>
                              <port>465</port>
                              <socketType>SSL</socketType>
                              <authentication system="sasl">SCRAM-SHA-256</authentication>
                              <authentication>password-cleartext</authentication>
                              <username>%EMAILADDRESS%</username>
                            </outgoingServer>
                            <outgoingServer type="smtp">
                              <hostname>mail.example.org</hostname>
                              <port>587</port>
                              <socketType>STARTTLS</socketType>
                              <authentication system="sasl">SCRAM-SHA-256</authentication>
                              <authentication>password-cleartext</authentication>
                              <username>%EMAILADDRESS%</username>
                            </outgoingServer>
                          </emailProvider>
                        </clientConfig>
                        """);
    }

    /** Every rule by which Thunderbird reads such a document, for several configurations. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[auth]\nchannel-binding = true",
                "[auth]\ncleartext = \"always\"",
                "[discovery]\ndisplay-name = \"A & B <\\\"'ñ\\uFFFF\\U0001F4EE>\"",
                "[discovery]\nleave-days = \"off\"",
                "[discovery]\npop3s = \"Pop.Example.ORG:1995\"\npop3 = \"off\"\nsubmissions = \"off\"",
                "[listen]\npop3s = \"off\"\nsubmissions = \"off\"",
            })
    void thunderbirdTakesIt(String settings) throws Exception {
        Element provider = provider(Autoconfig.xml(Fixture.offers(settings), "example.org"));
        assertThat(provider.getAttribute("id")).matches(HOST);
        assertThat(texts(provider, "domain")).isNotEmpty().allMatch(d -> HOST.matcher(d).matches());
        assertThat(texts(provider, "displayName")).hasSize(1).noneMatch(String::isBlank);
        List<Element> incoming = children(provider, "incomingServer");
        List<Element> outgoing = children(provider, "outgoingServer");
        assertThat(incoming).isNotEmpty();
        assertThat(outgoing).as("without it the whole document is refused").isNotEmpty();
        incoming.forEach(one -> assertThat(one.getAttribute("type")).isEqualTo("pop3"));
        outgoing.forEach(one -> assertThat(one.getAttribute("type")).isEqualTo("smtp"));
        for (List<Element> kind : List.of(incoming, outgoing)) {
            kind.forEach(AutoconfigTest::understood);
            assertThat(kind.stream().map(one -> texts(one, "socketType").getFirst()))
                    .as("TLS from the first octet comes first, cleartext never")
                    .isSubsetOf("SSL", "STARTTLS")
                    .isSorted();
        }
    }

    private static void understood(Element server) {
        assertThat(texts(server, "hostname")).hasSize(1).allMatch(h -> HOST.matcher(h).matches());
        assertThat(texts(server, "port"))
                .singleElement()
                .satisfies(port -> assertThat(Integer.parseInt(port)).isBetween(1, 65_535));
        assertThat(texts(server, "username")).containsExactly("%EMAILADDRESS%");
        assertThat(texts(server, "authentication").stream().filter(AUTHENTICATIONS::contains))
                .as("the first that a reader knows; password-encrypted would be CRAM-MD5 or APOP")
                .containsExactly("password-cleartext");
    }

    @Test
    void withoutAWayToSendOrToCollectThereIsNoDocument() throws Exception {
        for (String settings :
                List.of(
                        "[listen]\nsubmission = \"off\"\nsubmissions = \"off\"",
                        "[discovery]\npop3 = \"off\"\npop3s = \"off\"",
                        "[tls]\nself-signed = false",
                        "[tls]\nself-signed = false\n[auth]\ncleartext = \"always\"")) {
            assertThat(Autoconfig.xml(Fixture.offers(settings), "example.org"))
                    .as(settings)
                    .isEmpty();
        }
    }

    @Test
    void channelBindingIsNamedFirstWhereItIsOffered() throws Exception {
        Element provider =
                provider(
                        Autoconfig.xml(
                                Fixture.offers("[auth]\nchannel-binding = true"), "example.org"));
        assertThat(texts(children(provider, "incomingServer").getFirst(), "authentication"))
                .containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "password-cleartext");
    }

    @Test
    void mailIsNotAdvisedToStayLongerThanItDoes() throws Exception {
        assertThat(Fixture.offers("[pop3]\nexpire-days = 5").leaveDays()).hasValue(5);
        assertThat(Fixture.offers("[pop3]\nexpire-days = 0").leaveDays()).isEmpty();
        assertThat(Fixture.offers("[pop3]\nexpire-days = 90").leaveDays()).hasValue(14);
    }

    private static Element provider(java.util.Optional<String> xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml.get())));
        Element root = document.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("clientConfig");
        assertThat(root.getAttribute("version")).isEqualTo("1.1");
        List<Element> providers = children(root, "emailProvider");
        assertThat(providers).hasSize(1);
        return providers.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element one && one.getTagName().equals(name)) {
                found.add(one);
            }
        }
        return found;
    }

    private static List<String> texts(Element parent, String name) {
        return children(parent, name).stream().map(Element::getTextContent).toList();
    }
}
