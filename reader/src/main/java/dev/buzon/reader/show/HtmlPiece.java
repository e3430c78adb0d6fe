package dev.buzon.reader.show;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Warning;
import java.util.List;
import org.owasp.html.Handler;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;

/** HTML of a message made HTML of a page. */
final class HtmlPiece {
    /** Characters of HTML that are shown. */
    static final int LENGTH_MAX = 5 << 20;

    private final Body body;
    private final Options options;
    private final Findings findings;
    private final StyleSheet sheet;

    HtmlPiece(Body body, Options options, Findings findings, StyleSheet sheet) {
        this.body = body;
        this.options = options;
        this.findings = findings;
        this.sheet = sheet;
    }

    /** The safe form of this HTML. */
    String of(String html) {
        StringBuilder out = new StringBuilder(Math.min(html.length(), LENGTH_MAX) + 1_000);
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, Handler.DO_NOTHING);
        After after = new After(renderer, findings, options.words());
        Counting policy = new Counting(new Allowed(body, options, findings).policy(after));
        Before[] before = new Before[1];
        boolean cut = html.length() > LENGTH_MAX;
        HtmlSanitizer.sanitize(
                cut ? html.substring(0, LENGTH_MAX) : html,
                policy,
                next -> before[0] = new Before(next, findings, sheet));
        if (cut || before[0].textLength() > policy.textLength) {
            findings.warn(Warning.Code.HTML_CUT, "");
            out.append("<p class=\"buzon-cut\">")
                    .append(Escaped.text(options.words().cut()))
                    .append("</p>");
        }
        return out.toString();
    }

    /** Counts the text that comes to the policy: what the balancing of tags dropped is missing. */
    private static final class Counting implements HtmlSanitizer.Policy {
        private final HtmlStreamEventReceiver next;
        private long textLength;

        Counting(HtmlStreamEventReceiver next) {
            this.next = next;
        }

        @Override
        public void openDocument() {
            next.openDocument();
        }

        @Override
        public void closeDocument() {
            next.closeDocument();
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            next.openTag(element, attributes);
        }

        @Override
        public void closeTag(String element) {
            next.closeTag(element);
        }

        @Override
        public void text(String text) {
            textLength += text.length();
            next.text(text);
        }
    }
}
