package dev.buzon.reader.mime;

import java.util.ArrayList;
import java.util.List;

/** The lines of a plain text with how deep each is quoted; format=flowed undone (RFC 3676 §4). */
public final class Flowed {
    /** Deeper quotations are this deep. */
    public static final int DEPTH_MAX = 50;

    /**
     * A line, or a paragraph that was flowed.
     *
     * @param depth how many quote marks it had
     * @param text the rest of it
     */
    public record Line(int depth, String text) {}

    private Flowed() {}

    /**
     * The lines of a text, whose line ends are LF.
     *
     * @param flowed whether a blank at its end makes a line go on in the next
     * @param delSp whether that blank is no part of the text
     */
    public static List<Line> lines(String text, boolean flowed, boolean delSp) {
        List<Line> lines = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        int open = -1; // the depth of the paragraph that goes on
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String source = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            Line line = flowed ? unstuffed(source) : fixed(source);
            if (open >= 0 && (open != line.depth() || line.text().equals("-- "))) {
                lines.add(new Line(open, paragraph.toString()));
                paragraph.setLength(0);
                open = -1;
            }
            paragraph.append(line.text());
            if (flowed && line.text().endsWith(" ") && !line.text().equals("-- ")) {
                paragraph.setLength(paragraph.length() - (delSp ? 1 : 0));
                open = line.depth();
            } else {
                lines.add(new Line(line.depth(), paragraph.toString()));
                paragraph.setLength(0);
                open = -1;
            }
        }
        if (open >= 0) {
            lines.add(new Line(open, paragraph.toString()));
        }
        return lines;
    }

    /** RFC 3676 §4.5 and §4.4: quote marks, then a blank that was stuffed. */
    private static Line unstuffed(String source) {
        int depth = 0;
        while (depth < source.length() && source.charAt(depth) == '>') {
            depth++;
        }
        boolean stuffed = depth < source.length() && source.charAt(depth) == ' ';
        return new Line(Math.min(depth, DEPTH_MAX), source.substring(depth + (stuffed ? 1 : 0)));
    }

    /** Quote marks as programs without a rule write them: with or without a blank between. */
    private static Line fixed(String source) {
        int depth = 0;
        int at = 0;
        while (at < source.length() && source.charAt(at) == '>') {
            depth++;
            at++;
            boolean more = at + 1 < source.length() && source.charAt(at + 1) == '>';
            at += more && source.charAt(at) == ' ' ? 1 : 0;
        }
        boolean blank = depth > 0 && at < source.length() && source.charAt(at) == ' ';
        return new Line(Math.min(depth, DEPTH_MAX), source.substring(at + (blank ? 1 : 0)));
    }
}
