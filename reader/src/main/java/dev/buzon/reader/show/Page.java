package dev.buzon.reader.show;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Warning;
import java.io.IOException;
import java.util.List;

/**
 * A message as a whole HTML document without anything that acts or, unless allowed, loads.
 *
 * @param html the document
 * @param remote how many remote references were found: blocked ones, and images that were let
 *     through
 * @param blocked how many of them were taken out
 * @param links where its links lead, in order, at most {@value #LINKS_MAX}
 * @param warnings what showing it brought to light
 */
public record Page(String html, int remote, int blocked, List<Link> links, List<Warning> warnings) {
    /** More links are shown, but not listed. */
    public static final int LINKS_MAX = 1_000;

    /**
     * A link.
     *
     * @param target where it leads
     * @param text what it shows
     */
    public record Link(String target, String text) {}

    public Page {
        links = List.copyOf(links);
        warnings = List.copyOf(warnings);
    }

    /** The document that shows this body. */
    public static Page of(Body body, Options options) throws IOException {
        return new Page("", body.shown().size(), 0, List.of(), List.of());
    }

    /** A plain text as a document. */
    public static Page text(String text, boolean flowed, boolean delSp, Options options) {
        return new Page("", 0, 0, List.of(), List.of());
    }

    /** An HTML text as a document, without inline parts. */
    public static Page html(String html, Options options) {
        return new Page("", 0, 0, List.of(), List.of());
    }
}
