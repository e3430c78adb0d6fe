package dev.buzon.server.discovery;

import dev.buzon.store.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param status the status code
 * @param contentType the media type with its charset
 * @param caching the Cache-Control header
 * @param allow the Allow header of a refused method (RFC 9110 §10.2.1)
 * @param octets the content
 */
public record Reply(
        int status, String contentType, String caching, Optional<String> allow, Octets octets) {
    private static final String XML = "text/xml; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Settings change rarely, and a program asks once. */
    private static final String AN_HOUR = "public, max-age=3600";

    /** Shorter than the DNS keeps the digest, so that both become new together. */
    private static final String FIVE_MINUTES = "public, max-age=300";

    private static final String NEVER = "no-store";

    static Reply xml(String document) {
        return new Reply(200, XML, AN_HOUR, Optional.empty(), octets(document));
    }

    /** XML with somebody's address in it. */
    static Reply personalXml(String document) {
        return new Reply(200, XML, NEVER, Optional.empty(), octets(document));
    }

    static Reply json(Octets document) {
        return new Reply(200, JSON, FIVE_MINUTES, Optional.empty(), document);
    }

    static Reply refusedJson(String document) {
        return new Reply(400, JSON, NEVER, Optional.empty(), octets(document));
    }

    /** There is no such thing; says nothing of what was asked. */
    static Reply notFound() {
        return new Reply(404, TEXT, NEVER, Optional.empty(), octets("Not found\n"));
    }

    static Reply notAllowed(String allow) {
        return new Reply(405, TEXT, NEVER, Optional.of(allow), octets("Method not allowed\n"));
    }

    /** What a driver says for its own reasons. */
    public static Reply failure(int status, String line) {
        return new Reply(status, TEXT, NEVER, Optional.empty(), octets(line + "\n"));
    }

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
