package dev.buzon.reader.mime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a message is shown, and what is attached to it.
 *
 * @param shown the pieces that are shown, in order
 * @param inline the parts that HTML refers to, by Content-ID in lower case (RFC 2392)
 * @param attachments what can be saved, in order; also the inline parts nothing refers to
 */
public record Body(List<Shown> shown, Map<String, Part> inline, List<Part> attachments) {
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

    /** The first plain text that is shown. */
    public Optional<Part> plain() {
        return shown.stream().filter(Plain.class::isInstance).map(Shown::part).findFirst();
    }
}
