package dev.buzon.reader.mime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a message is shown, and what is attached to it.
 *
 * @param shown the pieces that are shown, in order
 * @param inline the images that HTML may refer to, by Content-ID or Content-Location in lower case
 *     (RFC 2392, RFC 2557)
 * @param attachments what can be saved, in order; images that are only inline are not among them
 */
public record Body(List<Shown> shown, Map<String, Part> inline, List<Part> attachments) {
    /** Larger images are attachments only. */
    public static final int IMAGE_OCTETS_MAX = 20 << 20;

    /** Which form of a message that has several is wanted (RFC 2046 §5.1.4). */
    public enum Preferred {
        HTML,
        PLAIN
    }

    /** A piece that is shown. */
    public sealed interface Shown {
        /** The part it comes from. */
        Part part();
    }

    /** A text in HTML. */
    public record Html(Part part) implements Shown {}

    /**
     * A plain text.
     *
     * @param flowed whether its lines are flowed (RFC 3676 §4)
     * @param delSp whether flowed lines were joined by a space that is to be deleted
     */
    public record Plain(Part part, boolean flowed, boolean delSp) implements Shown {}

    /** An image among the texts. */
    public record Image(Part part) implements Shown {}

    public Body {
        shown = List.copyOf(shown);
        inline = Map.copyOf(inline);
        attachments = List.copyOf(attachments);
    }

    /** The first HTML that is shown. */
    public Optional<Part> html() {
        return shown.stream().filter(Html.class::isInstance).map(Shown::part).findFirst();
    }

    /** The inline part a {@code cid:} URL without its scheme, or a location, stands for. */
    public Optional<Part> inline(String id) {
        return Optional.ofNullable(inline.get(BodyChoice.key(id)));
    }

    /** The first plain text that is shown. */
    public Optional<Part> plain() {
        return shown.stream().filter(Plain.class::isInstance).map(Shown::part).findFirst();
    }
}
