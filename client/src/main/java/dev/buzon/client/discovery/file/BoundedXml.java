package dev.buzon.client.discovery.file;

import dev.buzon.client.discovery.file.UnreadableFileException.Trouble;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads small XML documents of strangers. A document type is refused, so there are no entities to
 * resolve or to multiply; nothing is fetched; size, depth, number and length are bounded.
 */
final class BoundedXml {
    /** The largest document in octets; the largest real one has a few thousand. */
    static final int OCTETS_LIMIT = 256 * 1024;

    private static final int DEPTH_LIMIT = 32;
    private static final int ELEMENTS_LIMIT = 2_000;
    private static final int ATTRIBUTES_LIMIT = 32;

    /** The longest text of one element, in characters. */
    private static final int TEXT_LIMIT = 16 * 1024;

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Element> roots = new ArrayList<>(1);
    private int elements;

    private record Open(
            String name, Map<String, String> attributes, StringBuilder text, List<Element> inner) {}

    private BoundedXml() {}

    /** The root of the document. */
    static Element read(byte[] document) throws UnreadableFileException {
        if (document.length > OCTETS_LIMIT) {
            throw tooLarge("it has " + document.length + " octets");
        }
        try {
            return new BoundedXml().root(document);
        } catch (XMLStreamException e) {
            throw new UnreadableFileException(Trouble.FORM, "no XML: " + why(e));
        } catch (UnreadableFileException e) {
            throw e;
        } catch (RuntimeException e) {
            // the JDK's parser answers some octets with exceptions that are no part of its promise
            throw new UnreadableFileException(Trouble.FORM, "no XML: " + why(e));
        }
    }

    private Element root(byte[] document) throws XMLStreamException, UnreadableFileException {
        XMLStreamReader reader =
                factory().createXMLStreamReader(new ByteArrayInputStream(document));
        try {
            while (reader.hasNext()) {
                take(reader, reader.next());
            }
        } finally {
            reader.close();
        }
        if (roots.isEmpty()) {
            throw new UnreadableFileException(Trouble.FORM, "no XML: it is empty");
        }
        return roots.getFirst();
    }

    private void take(XMLStreamReader reader, int event) throws UnreadableFileException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableFileException(
                            Trouble.FORM, "it has a document type, which is not read");
            default -> {
                // comments, instructions, white space: nothing for us
            }
        }
    }

    private void begin(XMLStreamReader reader) throws UnreadableFileException {
        if (open.size() >= DEPTH_LIMIT || ++elements > ELEMENTS_LIMIT) {
            throw tooLarge("it has too many elements, or too many inside each other");
        }
        if (reader.getAttributeCount() > ATTRIBUTES_LIMIT) {
            throw tooLarge("an element has too many attributes");
        }
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        open.push(
                new Open(
                        reader.getLocalName(), attributes, new StringBuilder(), new ArrayList<>()));
    }

    private void text(XMLStreamReader reader) throws UnreadableFileException {
        Open element = open.peek();
        if (element == null) {
            return;
        }
        if (element.text().length() + reader.getTextLength() > TEXT_LIMIT) {
            throw tooLarge("an element has too long a text");
        }
        element.text()
                .append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    private void end() {
        Open done = open.pop();
        Element element =
                new Element(
                        done.name(),
                        done.attributes(),
                        done.text().toString().strip(),
                        done.inner());
        Open around = open.peek();
        (around == null ? roots : around.inner()).add(element);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("jdk.xml.dtd.support", "deny");
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    private static UnreadableFileException tooLarge(String why) {
        return new UnreadableFileException(Trouble.TOO_LARGE, why);
    }

    private static String why(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int text = message.indexOf("Message: ");
        return text < 0 ? message : message.substring(text + "Message: ".length());
    }
}
