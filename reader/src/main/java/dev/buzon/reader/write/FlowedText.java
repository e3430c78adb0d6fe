package dev.buzon.reader.write;

import dev.buzon.reader.mime.Flowed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plain text as it is edited, and as it travels (format=flowed, RFC 3676). In the editor a
 * paragraph is one line, and a quoted line begins with as many {@code >} as it is deep and a blank.
 */
final class FlowedText {
    /** The line above a signature (RFC 3676 §4.3). */
    static final String SIGNATURE_MARK = "-- ";

    /** Characters of a line, the blank at its end included (RFC 3676 §4.2: 78 at most). */
    private static final int WIDTH = 74;

    /** Deeper quotations are written as if they were this deep. */
    static final int DEPTH_MAX = 60;

    /** A line of the editor. */
    record Line(int depth, String text) {}

    private FlowedText() {}

    /** What a line of the editor says: marks of quotation may have blanks between them. */
    static Line line(String typed) {
        int depth = 0;
        int at = 0;
        while (at < typed.length() && typed.charAt(at) == '>') {
            depth++;
            at++;
            boolean another = at + 1 < typed.length() && typed.charAt(at + 1) == '>';
            if (another && typed.charAt(at) == ' ') {
                at++;
            }
        }
        boolean blank = depth > 0 && at < typed.length() && typed.charAt(at) == ' ';
        String text = typed.substring(blank ? at + 1 : at);
        return new Line(
                Math.min(depth, DEPTH_MAX),
                text.equals(SIGNATURE_MARK) ? text : text.stripTrailing());
    }

    /** A line as it stands in the editor. */
    static String typed(int depth, String text) {
        return depth == 0 ? text : ">".repeat(depth) + (text.isEmpty() ? "" : " " + text);
    }

    /** A text without what cannot be in one: line ends are LF, and there are no other controls. */
    static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]", "");
    }

    /** The text as it travels; lines end with LF. */
    static String travelling(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 16);
        for (String typed : clean(text).split("\n", -1)) {
            write(line(typed), out);
        }
        // The last line of a text without LF at its end got one: a reader takes it away again.
        return out.toString();
    }

    private static void write(Line line, StringBuilder out) {
        String quote = ">".repeat(line.depth());
        String text = line.text();
        int width = WIDTH - quote.length() - 1;
        int from = 0;
        do {
            int end = breakAt(text, from, width);
            String piece = text.substring(from, end);
            out.append(quote).append(stuffing(line.depth(), piece)).append(piece).append('\n');
            from = end;
        } while (from < text.length());
    }

    /** What stands before a piece so that it is not taken for something else (RFC 3676 §4.4). */
    private static String stuffing(int depth, String piece) {
        boolean mistaken =
                piece.startsWith(" ") || piece.startsWith(">") || piece.startsWith("From ");
        return mistaken || (depth > 0 && !piece.isEmpty()) ? " " : "";
    }

    /**
     * Where a line is broken: behind the last blank that still fits, or behind the first one. Never
     * so that a piece is the mark of a signature, or blanks alone.
     */
    private static int breakAt(String text, int from, int width) {
        if (text.length() - from <= width) {
            return text.length();
        }
        int best = text.length();
        for (int at = from; at + 1 < text.length(); at++) {
            boolean between = text.charAt(at) == ' ' && text.charAt(at + 1) != ' ';
            if (between && mayEnd(text, from, at + 1)) {
                if (at - from >= width) {
                    return best == text.length() ? at + 1 : best;
                }
                best = at + 1;
            }
        }
        return best;
    }

    private static boolean mayEnd(String text, int from, int to) {
        boolean blank = true;
        for (int at = from; at < to && blank; at++) {
            blank = text.charAt(at) == ' ';
        }
        boolean mark =
                to - from == SIGNATURE_MARK.length() && text.startsWith(SIGNATURE_MARK, from);
        return !blank && !mark;
    }

    /** The text for the editor of lines that came. */
    static String edited(List<Flowed.Line> lines) {
        return lines.stream()
                .map(line -> typed(Math.min(line.depth(), DEPTH_MAX), line.text()))
                .collect(Collectors.joining("\n"));
    }
}
