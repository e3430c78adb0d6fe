package dev.buzon.reader.show;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Text;
import dev.buzon.reader.mime.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A message as a whole HTML document without anything that acts or, unless allowed, loads.
 *
 * @param html the document
 * @param remote how many references to other hosts were found: to images, styles, frames...
 * @param blocked how many of them were taken out
 * @param links where its links lead, in order, at most {@value #LINKS_MAX}
 * @param warnings what showing it brought to light
 * @param unshown inline images nothing refers to, and that are therefore as good as attachments
 */
public record Page(
        String html,
        int remote,
        int blocked,
        List<Link> links,
        List<Warning> warnings,
        List<Part> unshown) {
    /** More links are shown, but not listed. */
    public static final int LINKS_MAX = 1_000;

    /** Characters of all pieces of a message together; pieces beyond are not shown. */
    static final int LENGTH_MAX = 20 << 20;

    private static final Body NOTHING = new Body(List.of(), Map.of(), List.of());

    /**
     * A link.
     *
     * @param target where it leads
     * @param text what it shows
     */
    public record Link(String target, String text) {}

    public Page {
        links = List.copyOf(links);
        warnings = List.copyOf(warnings);
        unshown = List.copyOf(unshown);
    }

    /** The document that shows this body. Only reading its parts can fail. */
    public static Page of(Body body, Options options) throws IOException {
        Findings findings = new Findings();
        StyleSheet sheet = new StyleSheet(new Css(findings));
        StringBuilder content = new StringBuilder();
        for (Body.Shown shown : body.shown()) {
            if (content.length() > LENGTH_MAX) {
                findings.warn(Warning.Code.HTML_CUT, "");
                break;
            }
            content.append(content.isEmpty() ? "" : "<hr class=\"buzon-next\">");
            content.append(piece(shown, body, options, findings, sheet));
        }
        List<Part> unshown =
                body.inline().values().stream()
                        .distinct()
                        .filter(part -> !findings.isUsed(part))
                        .filter(part -> !body.attachments().contains(part))
                        .toList();
        return page(content.toString(), sheet, findings, options, unshown);
    }

    private static String piece(
            Body.Shown shown, Body body, Options options, Findings findings, StyleSheet sheet)
            throws IOException {
        return switch (shown) {
            case Body.Html(Part part) ->
                    new HtmlPiece(body, options, findings, sheet).of(text(part, findings));
            case Body.Plain(Part part, boolean flowed, boolean delSp) ->
                    new TextPiece(options, findings).of(text(part, findings), flowed, delSp);
            case Body.Image(Part part) ->
                    options.urlOf(part)
                            .map(url ->
                                    "<p class=\"buzon-image\"><img src=\""
                                            + Escaped.text(url)
                                            + "\" alt=\""
                                            + Escaped.text(part.name())
                                            + "\"></p>")
                            .orElse("");
        };
    }

    private static String text(Part part, Findings findings) throws IOException {
        Text text = part.decoded();
        findings.warn(text.warnings());
        return text.text();
    }

    private static Page page(
            String content,
            StyleSheet sheet,
            Findings findings,
            Options options,
            List<Part> unshown) {
        String html = Document.of(content, sheet.text(), findings.coloured(), options);
        return findings.page(html, unshown);
    }

    /** A plain text as a document; {@code flowed} and {@code delSp} as in RFC 3676 §4. */
    public static Page text(String text, boolean flowed, boolean delSp, Options options) {
        Findings findings = new Findings();
        String content = new TextPiece(options, findings).of(text, flowed, delSp);
        return page(content, new StyleSheet(new Css(findings)), findings, options, List.of());
    }

    /** An HTML text as a document, without inline parts. */
    public static Page html(String html, Options options) {
        Findings findings = new Findings();
        StyleSheet sheet = new StyleSheet(new Css(findings));
        String content = new HtmlPiece(NOTHING, options, findings, sheet).of(html);
        return page(content, sheet, findings, options, List.of());
    }
}
