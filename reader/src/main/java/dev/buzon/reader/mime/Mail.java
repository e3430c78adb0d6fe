package dev.buzon.reader.mime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message, for people. Its structure is found when it is made; texts and attachments are decoded
 * from the octets or the file when they are asked for, and never kept. Immutable.
 */
public final class Mail {
    /** Characters of {@link #preview()}. */
    public static final int PREVIEW_MAX = 200;

    /** Characters of {@link #searchText()}. */
    public static final int SEARCH_MAX = 200_000;

    private final byte[] octets;

    private Mail(byte[] octets) {
        this.octets = octets;
    }

    /** The message in these octets, which must not be changed afterwards. */
    public static Mail of(byte[] octets) {
        return of(octets, Limits.usual());
    }

    /** The message in these octets, which must not be changed afterwards. */
    public static Mail of(byte[] octets, Limits limits) {
        return new Mail(octets);
    }

    /**
     * The message in a file. A large file is read again whenever a part is opened, and must keep
     * its name while that is done.
     */
    public static Mail of(Path file) throws IOException {
        return of(file, Limits.usual());
    }

    /** As {@link #of(Path)}, with other limits. */
    public static Mail of(Path file, Limits limits) throws IOException {
        return of(java.nio.file.Files.readAllBytes(file), limits);
    }

    /** How many octets it has on disk. */
    public long octets() {
        return octets.length;
    }

    public Header header() {
        return root().header();
    }

    /** The whole message as a part. */
    public Part root() {
        return new Part(new Node(""));
    }

    /** Every part, each before its children. */
    public List<Part> parts() {
        return List.of(root());
    }

    /** The part with this id. */
    public Optional<Part> part(String id) {
        return parts().stream().filter(part -> part.id().equals(id)).findFirst();
    }

    /** What is shown of it, HTML where there is a choice. */
    public Body body() {
        return body(Body.Preferred.HTML);
    }

    /** What is shown of it. */
    public Body body(Body.Preferred preferred) {
        return new Body(List.of(), Map.of(), List.of());
    }

    /** What a reader should be told of it, without what only showing it tells. */
    public List<Warning> warnings() {
        return List.of();
    }

    /**
     * The beginning of its text on one line, for lists: at most {@value #PREVIEW_MAX} characters.
     */
    public String preview() throws IOException {
        return "";
    }

    /** The text that is shown, for a search index: at most {@value #SEARCH_MAX} characters. */
    public String searchText() throws IOException {
        return "";
    }
}
