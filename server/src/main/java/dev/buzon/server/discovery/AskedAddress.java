package dev.buzon.server.discovery;

import dev.buzon.store.Octets;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The address in an Autodiscover request. It comes back in the answer as the login name, so only
 * what can be an address of the domain that is asked counts. DTDs and entities are never read.
 */
final class AskedAddress {
    private static final String ELEMENT = "EMailAddress";

    /** RFC 5321 §4.5.3.1: 64 octets before the sign, 255 behind it. */
    private static final int ADDRESS_CHARS = 320;

    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}");

    private AskedAddress() {}

    /**
     * The address, if there is one and it is of this domain; whatever else is wrong with a request
     * is no reason not to answer it.
     *
     * @param body as large as the driver lets a request be
     */
    static Optional<String> in(Octets body, String domain) {
        try {
            XMLStreamReader reader =
                    factory().createXMLStreamReader(new ByteArrayInputStream(body.toArray()));
            try {
                return address(reader).filter(address -> of(domain, address));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) { // the parser throws all sorts
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("javax.xml.stream.isCoalescing", true);
        return factory;
    }

    private static Optional<String> address(XMLStreamReader reader) throws XMLStreamException {
        boolean inside = false;
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.START_ELEMENT ->
                        inside = reader.getLocalName().equals(ELEMENT);
                case XMLStreamConstants.CHARACTERS -> {
                    if (inside && text.append(reader.getText()).length() > ADDRESS_CHARS) {
                        return Optional.empty();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (inside) {
                        return Optional.of(text.toString().strip());
                    }
                }
                default -> {
                    // comments, instructions, blanks
                }
            }
        }
        return Optional.empty();
    }

    private static boolean of(String domain, String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && LOCAL_PART.matcher(address.substring(0, at)).matches()
                && Hosted.ascii(address.substring(at + 1).toLowerCase(Locale.ROOT))
                        .filter(domain::equals)
                        .isPresent();
    }
}
