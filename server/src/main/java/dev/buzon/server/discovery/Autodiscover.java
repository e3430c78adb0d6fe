package dev.buzon.server.discovery;

import dev.buzon.server.discovery.Offers.Way;
import java.util.List;
import java.util.Optional;

/**
 * Microsoft's Autodiscover for mail programs that ask nothing else: the "plain old XML" of
 * MS-OXDSCLI with one way to collect and one to send, and the JSON of its second version, which
 * only says where that XML is. No password is asked for, so none needs to be sent.
 */
public final class Autodiscover {
    /** The one protocol of the second version that exists here. */
    static final String XML_PROTOCOL = "AutodiscoverV1";

    private Autodiscover() {}

    /**
     * The settings; nothing when programs could not both collect and send.
     *
     * @param login the address that asked, when it was told; without it Outlook takes the part
     *     before the at sign
     */
    public static Optional<String> xml(Offers offers, Optional<String> login) {
        if (!offers.complete()) {
            return Optional.empty();
        }
        return Optional.of(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
                  <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
                    <Account>
                      <AccountType>email</AccountType>
                      <Action>settings</Action>
                """
                        + protocol("POP3", offers.incoming(), login, List.of())
                        + protocol(
                                "SMTP",
                                offers.outgoing(),
                                login,
                                List.of("<UsePOPAuth>off</UsePOPAuth>", "<SMTPLast>off</SMTPLast>"))
                        + """
                            </Account>
                          </Response>
                        </Autodiscover>
                        """);
    }

    /** The best way only: programs take the first of a kind or ask about each. */
    private static String protocol(
            String type, List<Way> ways, Optional<String> login, List<String> more) {
        Way way = ways.getFirst();
        var xml = new StringBuilder("      <Protocol>\n");
        line(xml, "<Type>" + type + "</Type>");
        line(xml, "<Server>" + Markup.xml(way.access().host()) + "</Server>");
        line(xml, "<Port>" + way.access().port() + "</Port>");
        line(xml, "<DomainRequired>off</DomainRequired>");
        login.ifPresent(name -> line(xml, "<LoginName>" + Markup.xml(name) + "</LoginName>"));
        line(xml, "<SPA>off</SPA>");
        line(xml, "<SSL>on</SSL>");
        line(xml, "<Encryption>" + (way.implicitTls() ? "SSL" : "TLS") + "</Encryption>");
        line(xml, "<AuthRequired>on</AuthRequired>");
        more.forEach(one -> line(xml, one));
        return xml.append("      </Protocol>\n").toString();
    }

    private static void line(StringBuilder xml, String element) {
        xml.append("        ").append(element).append('\n');
    }

    /** Where the XML is, for the second version. */
    public static String json(String domain) {
        return "{\"Protocol\":"
                + Markup.json(XML_PROTOCOL)
                + ",\"Url\":"
                + Markup.json("https://autodiscover." + domain + "/autodiscover/autodiscover.xml")
                + "}\n";
    }

    /** What the second version says when asked for anything else. */
    static String refusal() {
        return "{\"ErrorCode\":\"InvalidProtocol\",\"ErrorMessage\":\"Only AutodiscoverV1 is"
                + " here.\"}\n";
    }
}
