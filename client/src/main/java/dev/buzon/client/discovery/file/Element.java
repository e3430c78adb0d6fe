package dev.buzon.client.discovery.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An XML element as it was read: names without their namespaces, text of its own without blanks at
 * its ends.
 */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {
    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The children of this name, in order. */
    Stream<Element> all(String child) {
        return children.stream().filter(one -> one.name.equals(child));
    }

    /** The first child of this name. */
    Optional<Element> first(String child) {
        return all(child).findFirst();
    }

    /** The text of the first child of this name, if it has any. */
    Optional<String> textOf(String child) {
        return first(child).map(Element::text).filter(text -> !text.isEmpty());
    }

    /** The value of an attribute, or nothing. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }
}
