package dev.buzon.reader.mime;

import java.util.ArrayList;
import java.util.List;

/** The lines of a plain text with how deep each is quoted; format=flowed undone (RFC 3676 §4). */
public final class Flowed {
    /**
     * A line, or a paragraph that was flowed.
     *
     * @param depth how many quote marks it had
     * @param text the rest of it
     */
    public record Line(int depth, String text) {}

    private Flowed() {}

    /** The lines of a text that is not flowed. */
    public static List<Line> fixed(String text) {
        return lines(text, false, false);
    }

    /** The lines of a text. */
    public static List<Line> lines(String text, boolean flowed, boolean delSp) {
        return new ArrayList<>(List.of(new Line(0, text)));
    }
}
