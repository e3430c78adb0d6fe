package dev.buzon.reader.mime;

import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;

/** The text of an HTML document, for replies and for searching: no markup, links by their text. */
public final class HtmlText {
    /** Deeper quotations are this deep. */
    private static final int DEPTH_MAX = 20;

    private static final Set<String> UNSEEN =
            Set.of(
                    "script",
                    "style",
                    "title",
                    "template",
                    "iframe",
                    "noembed",
                    "noframes",
                    "object",
                    "select",
                    "textarea",
                    "svg",
                    "math",
                    "audio",
                    "video",
                    "canvas",
                    "datalist");

    private static final Set<String> PARAGRAPHS =
            Set.of(
                    "p",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "dl",
                    "table",
                    "blockquote",
                    "pre");

    private static final Set<String> LINES =
            Set.of(
                    "div",
                    "tr",
                    "li",
                    "dt",
                    "dd",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "main",
                    "aside",
                    "nav",
                    "address",
                    "center",
                    "form",
                    "fieldset",
                    "figure",
                    "figcaption",
                    "caption",
                    "body",
                    "hr",
                    "thead",
                    "tbody",
                    "tfoot",
                    "details",
                    "summary");

    private HtmlText() {}

    /** At most {@code max} characters of text; lines end with LF, quotations begin with "> ". */
    public static String of(String html, int max) {
        Writer writer = new Writer(max);
        HtmlSanitizer.sanitize(html, new Nothing(), _ -> writer);
        return writer.text();
    }

    private static final class Writer implements HtmlStreamEventReceiver {
        private final int max;
        private final StringBuilder out = new StringBuilder();
        private int breaks = 2; // line ends that already stand at the end of what is written
        private int wanted;
        private boolean blank;
        private int quotes;
        private int unseen;
        private int pre;

        Writer(int max) {
            this.max = max;
        }

        String text() {
            String text = out.toString().stripTrailing();
            return text.substring(0, Math.min(max, text.length()));
        }

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String name, List<String> attributes) {
            unseen += UNSEEN.contains(name) ? 1 : 0;
            lines(name);
            switch (name) {
                case "br" -> wanted = Math.min(2, wanted + 1);
                case "blockquote" -> quotes = Math.min(DEPTH_MAX, quotes + 1);
                case "pre" -> pre++;
                case "li" -> word("- ");
                case "td", "th" -> blank = true;
                default -> {}
            }
        }

        @Override
        public void closeTag(String name) {
            unseen -= unseen > 0 && UNSEEN.contains(name) ? 1 : 0;
            lines(name);
            switch (name) {
                case "blockquote" -> quotes = Math.max(0, quotes - 1);
                case "pre" -> pre = Math.max(0, pre - 1);
                default -> {}
            }
        }

        private void lines(String name) {
            if (PARAGRAPHS.contains(name)) {
                wanted = 2;
            } else if (LINES.contains(name)) {
                wanted = Math.max(1, wanted);
            }
        }

        @Override
        public void text(String text) {
            if (unseen > 0 || out.length() >= max) {
                return;
            }
            int at = 0;
            while (at < text.length() && out.length() < max) {
                int end = at;
                while (end < text.length() && !isBlank(text.charAt(end))) {
                    end++;
                }
                if (end > at) {
                    word(text.substring(at, end));
                }
                if (end < text.length()) {
                    if (pre > 0 && text.charAt(end) == '\n') {
                        wanted = Math.min(2, wanted + 1);
                    }
                    blank = true;
                }
                at = end + 1;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0xa0;
        }

        private void word(String word) {
            if (wanted > breaks) {
                for (; breaks < wanted; breaks++) {
                    out.append('\n');
                }
            }
            boolean lineStart = breaks > 0;
            if (lineStart) {
                out.append("> ".repeat(quotes));
            } else if (blank) {
                out.append(' ');
            }
            out.append(word);
            breaks = 0;
            wanted = 0;
            blank = false;
        }
    }

    /** Takes no event: the writer stands before it and passes none on. */
    private static final class Nothing implements HtmlSanitizer.Policy {
        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String name, List<String> attributes) {}

        @Override
        public void closeTag(String name) {}

        @Override
        public void text(String text) {}
    }
}
