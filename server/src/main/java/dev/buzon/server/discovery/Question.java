package dev.buzon.server.discovery;

import dev.buzon.store.Octets;
import java.util.Map;

/**
 * A request over HTTP, as far as it matters.
 *
 * @param verb what is wanted
 * @param host the Host header
 * @param path the path, decoded
 * @param parameters the first value of each query parameter, by its name in lower case
 * @param body what was posted; empty for everything else
 */
public record Question(
        Verb verb, String host, String path, Map<String, String> parameters, Octets body) {
    /** The methods of HTTP that mean something here. */
    public enum Verb {
        /** A document. */
        GET,
        /** What a document would be like. */
        HEAD,
        /** A document for what comes along. */
        POST,
        /** Any other. */
        OTHER
    }
}
