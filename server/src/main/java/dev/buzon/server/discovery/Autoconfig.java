package dev.buzon.server.discovery;

import dev.buzon.server.discovery.Offers.Way;
import java.util.Optional;

/**
 * The document of Thunderbird's autoconfig, version 1.1 (draft-ietf-mailmaint-autoconfig). Only
 * what the readers of that version understand comes without a fallback: Thunderbird takes the first
 * server of each kind, the first authentication it knows, and refuses a document that has no
 * outgoing server.
 */
public final class Autoconfig {
    private static final String USER = "%EMAILADDRESS%";

    private Autoconfig() {}

    /**
     * The document for one domain; nothing when programs could not both collect and send.
     *
     * @param domain in its ASCII form
     */
    public static Optional<String> xml(Offers offers, String domain) {
        if (!offers.complete()) {
            return Optional.empty();
        }
        String name = Markup.xml(offers.displayName().orElse(domain));
        String host = Markup.xml(domain);
        var xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<clientConfig version=\"1.1\">\n");
        xml.append("  <emailProvider id=\"").append(host).append("\">\n");
        element(xml, 4, "domain", host);
        element(xml, 4, "displayName", name);
        element(xml, 4, "displayShortName", name);
        for (Way way : offers.incoming()) {
            xml.append("    <incomingServer type=\"pop3\">\n");
            server(xml, way, offers);
            leave(xml, offers);
            xml.append("    </incomingServer>\n");
        }
        for (Way way : offers.outgoing()) {
            xml.append("    <outgoingServer type=\"smtp\">\n");
            server(xml, way, offers);
            xml.append("    </outgoingServer>\n");
        }
        return Optional.of(xml.append("  </emailProvider>\n</clientConfig>\n").toString());
    }

    private static void server(StringBuilder xml, Way way, Offers offers) {
        element(xml, 6, "hostname", Markup.xml(way.access().host()));
        element(xml, 6, "port", String.valueOf(way.access().port()));
        element(xml, 6, "socketType", way.implicitTls() ? "SSL" : "STARTTLS");
        for (String mechanism : offers.mechanisms()) {
            xml.append("      <authentication system=\"sasl\">")
                    .append(mechanism)
                    .append("</authentication>\n");
        }
        // Never password-encrypted: readers take it for CRAM-MD5 or APOP, which we have not.
        element(xml, 6, "authentication", "password-cleartext");
        element(xml, 6, "username", USER);
    }

    private static void leave(StringBuilder xml, Offers offers) {
        if (offers.leaveDays().isPresent()) {
            xml.append("      <pop3>\n");
            element(xml, 8, "leaveMessagesOnServer", "true");
            element(
                    xml,
                    8,
                    "daysToLeaveMessagesOnServer",
                    String.valueOf(offers.leaveDays().getAsInt()));
            xml.append("      </pop3>\n");
        }
    }

    private static void element(StringBuilder xml, int indent, String name, String content) {
        xml.repeat(' ', indent)
                .append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append(">\n");
    }
}
