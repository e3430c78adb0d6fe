package dev.buzon.client.net;

import java.util.PrimitiveIterator;

/**
 * Makes text that a server chose fit to be shown: no control characters, no escape sequences, no
 * marks that turn the direction of writing, one line, not too long. Every text of a server that
 * reaches a terminal, a log or an exception goes through here.
 */
public final class Printable {
    /** The most characters of one text that are shown. */
    public static final int LIMIT = 500;

    /** The general categories that are not shown as they are, a bit for each. */
    private static final int HIDDEN =
            1 << Character.CONTROL
                    | 1 << Character.FORMAT
                    | 1 << Character.SURROGATE
                    | 1 << Character.PRIVATE_USE
                    | 1 << Character.UNASSIGNED
                    | 1 << Character.LINE_SEPARATOR
                    | 1 << Character.PARAGRAPH_SEPARATOR;

    private Printable() {}

    /** This text, what cannot be shown written as {@code \}{@code u{1b}}, cut at {@link #LIMIT}. */
    public static String text(String text) {
        return text(text, LIMIT);
    }

    /** The same, cut at another length. */
    public static String text(String text, int limit) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), limit) + 16);
        PrimitiveIterator.OfInt points = text.codePoints().iterator();
        while (points.hasNext()) {
            if (shown.length() >= limit) {
                return shown.append("...").toString();
            }
            int point = points.nextInt();
            if (isShown(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        }
        return shown.toString();
    }

    private static boolean isShown(int point) {
        return (HIDDEN & (1 << Character.getType(point))) == 0;
    }
}
