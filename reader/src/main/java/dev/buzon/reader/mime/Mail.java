package dev.buzon.reader.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message, for people. Its structure is found when it is made; texts and attachments are decoded
 * from the octets or the file when they are asked for, and never kept. Immutable.
 */
public final class Mail {
    /** Characters of {@link #preview()}. */
    public static final int PREVIEW_MAX = 200;

    /** Characters of {@link #searchText()}. */
    public static final int SEARCH_MAX = 200_000;

    /** Octets of one text that are read for searching. */
    private static final int SEARCH_OCTETS_MAX = 2 << 20;

    /** Attachments that are named in warnings. */
    private static final int DANGEROUS_MAX = 10;

    private final Source source;
    private final Part root;
    private final List<Warning> found;

    private Mail(Source source, Limits limits) throws IOException {
        Scan.Result scanned = Scan.of(source, limits);
        this.source = source;
        this.root = new Part(scanned.root(), source, limits);
        this.found = scanned.warnings();
    }

    /** The message in these octets, which must not be changed afterwards. */
    public static Mail of(byte[] octets) {
        return of(octets, Limits.usual());
    }

    /** The message in these octets, which must not be changed afterwards. */
    public static Mail of(byte[] octets, Limits limits) {
        try {
            return of(new Source.Octets(octets), limits);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // octets can always be read
        }
    }

    /**
     * The message in a file. A file of more than a megabyte is read again whenever a part is
     * opened, and must keep its name until then.
     */
    public static Mail of(Path file) throws IOException {
        return of(file, Limits.usual());
    }

    /** As {@link #of(Path)}, with other limits. */
    public static Mail of(Path file, Limits limits) throws IOException {
        return of(Source.of(file), limits);
    }

    static Mail of(Source source, Limits limits) throws IOException {
        return new Mail(source, limits);
    }

    /** How many octets it has as it is kept. */
    public long octets() {
        return source.octets();
    }

    /** The octets of the message as they are. To be closed. */
    public InputStream open() throws IOException {
        return source.open(0, source.octets());
    }

    /** Its header. */
    public Header header() {
        return root.header();
    }

    /** The whole message as a part. */
    public Part root() {
        return root;
    }

    /** Every part, each before its children; those of attached messages too. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Deque<Part> next = new ArrayDeque<>(List.of(root));
        while (!next.isEmpty()) {
            Part part = next.pop();
            parts.add(part);
            part.children().reversed().forEach(next::push);
        }
        return parts;
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
        return BodyChoice.of(root, preferred);
    }

    /** What a reader should be told of it; what only showing it tells is in the page. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>(found);
        warnings.addAll(Spoofing.of(header()));
        if (header().value("Date").flatMap(Dates::read).isEmpty()) {
            warnings.add(Warning.of(Warning.Code.BAD_DATE));
        }
        body().attachments().stream()
                .filter(Part::dangerous)
                .limit(DANGEROUS_MAX)
                .map(part -> new Warning(Warning.Code.DANGEROUS_ATTACHMENT, part.name()))
                .forEach(warnings::add);
        return List.copyOf(warnings);
    }

    /**
     * The beginning of its text on one line, for lists: at most {@value #PREVIEW_MAX} characters.
     */
    public String preview() throws IOException {
        return preview(searchText());
    }

    /** The preview of a message that has this text: what is its own before what it quotes. */
    public static String preview(String searchText) {
        String begin = searchText.substring(0, Math.min(searchText.length(), 20 * PREVIEW_MAX));
        String own =
                begin.lines()
                        .filter(line -> !line.startsWith(">"))
                        .collect(Collectors.joining(" "));
        String line = Cleaned.line(own, PREVIEW_MAX);
        return line.isEmpty() ? Cleaned.line(begin.replace('>', ' '), PREVIEW_MAX) : line;
    }

    /** The text that is shown, for a search index: at most {@value #SEARCH_MAX} characters. */
    public String searchText() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Body.Shown shown : body().shown()) {
            int room = SEARCH_MAX - text.length();
            if (room > 0) {
                String piece = text(shown, room);
                text.append(piece, 0, Math.min(room, piece.length()));
                text.append(text.length() < SEARCH_MAX ? "\n" : "");
            }
        }
        return text.toString();
    }

    private static String text(Body.Shown shown, int room) throws IOException {
        return switch (shown) {
            case Body.Html(Part part) -> HtmlText.of(part.decoded(SEARCH_OCTETS_MAX).text(), room);
            case Body.Plain(Part part, boolean flowed, boolean delSp) -> {
                StringBuilder text = new StringBuilder();
                String source = part.decoded(SEARCH_OCTETS_MAX).text();
                for (Flowed.Line line : Flowed.lines(source, flowed, delSp)) {
                    text.append(line.depth() > 0 ? "> " : "").append(line.text()).append('\n');
                }
                yield text.toString();
            }
            case Body.Image _ -> "";
        };
    }
}
