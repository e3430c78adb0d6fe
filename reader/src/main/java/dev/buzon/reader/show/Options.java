package dev.buzon.reader.show;

import dev.buzon.reader.mime.Part;
import java.util.Map;
import java.util.Optional;

/**
 * How a message is to be shown.
 *
 * @param remoteImages whether images may be loaded over the net; nothing else ever may
 * @param inlineUrls where the browser finds inline parts: URL by {@link Part#id()}; those of other
 *     parts are shown as missing
 * @param colours light, dark, or as the system is set
 * @param words our own words
 */
public record Options(
        boolean remoteImages, Map<String, String> inlineUrls, Colours colours, Words words) {
    /** Which colours the document has. */
    public enum Colours {
        SYSTEM,
        LIGHT,
        DARK
    }

    public Options {
        inlineUrls = Map.copyOf(inlineUrls);
    }

    /** Nothing remote, no inline parts, the system's colours, English. */
    public static Options plain() {
        return new Options(false, Map.of(), Colours.SYSTEM, Words.ENGLISH);
    }

    Optional<String> urlOf(Part part) {
        return Optional.ofNullable(inlineUrls.get(part.id()));
    }
}
