package dev.buzon.reader.show;

import dev.buzon.reader.mime.Body;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;

/** The policy: which elements and attributes of a message get into the page, and as what. */
final class Allowed {
    /** Octets, encoded, of all images that are within the HTML. */
    static final int DATA_MAX = 5 << 20;

    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };

    private static final Set<String> IMAGE_TYPES =
            Set.of("image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp");

    private final Body body;
    private final Options options;
    private final Findings findings;
    private final Css css;
    private int dataOctets;

    Allowed(Body body, Options options, Findings findings) {
        this.body = body;
        this.options = options;
        this.findings = findings;
        this.css = new Css(findings);
    }

    /** The policy, which gives what it lets through to {@code out}. */
    HtmlSanitizer.Policy policy(HtmlStreamEventReceiver out) {
        HtmlPolicyBuilder builder =
                new HtmlPolicyBuilder()
                        .allowElements(ELEMENTS)
                        .allowElements(Allowed::link, "a")
                        .allowWithoutAttributes("a", "font", "img", "span")
                        .allowUrlProtocols("http", "https", "mailto", "data", "cid")
                        .requireRelsOnLinks("noopener", "noreferrer", "nofollow");
        global(builder);
        tables(builder);
        builder.allowAttributes("href").matching(attribute(this::href)).onElements("a");
        builder.allowAttributes("name").matching(attribute(Names::name)).onElements("a");
        builder.allowAttributes("src").matching(attribute(this::source)).onElements("img");
        builder.allowAttributes("alt").matching(attribute(v -> cut(v, 500))).onElements("img");
        builder.allowAttributes("hspace", "vspace", "border")
                .matching(attribute(v -> number(v, 50)))
                .onElements("img");
        builder.allowAttributes("width", "height")
                .matching(attribute(Allowed::size))
                .onElements("img", "hr");
        return builder.build(out);
    }

    private void global(HtmlPolicyBuilder builder) {
        builder.allowAttributes("style").matching(attribute(css::declarations)).globally();
        builder.allowAttributes("class").matching(attribute(Names::names)).globally();
        builder.allowAttributes("id").matching(attribute(Names::name)).globally();
        builder.allowAttributes("title").matching(attribute(v -> cut(v, 500))).globally();
        builder.allowAttributes("dir")
                .matching(attribute(v -> word(v, Set.of("ltr", "rtl", "auto"))))
                .globally();
        builder.allowAttributes("lang").matching(attribute(Allowed::language)).globally();
        builder.allowAttributes("align")
                .matching(
                        attribute(v ->
                                word(
                                        v,
                                        Set.of(
                                                "left", "right", "center", "justify", "top",
                                                "middle", "bottom"))))
                .onElements(
                        "div",
                        "p",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "table",
                        "tr",
                        "td",
                        "th",
                        "tbody",
                        "thead",
                        "tfoot",
                        "col",
                        "colgroup",
                        "img",
                        "hr",
                        "caption");
        builder.allowAttributes("color")
                .matching(attribute(v -> colour(v)))
                .onElements("font", "hr");
        builder.allowAttributes("size").matching(attribute(Allowed::fontSize)).onElements("font");
        builder.allowAttributes("face").matching(attribute(Allowed::face)).onElements("font");
        builder.allowAttributes("start", "value")
                .matching(attribute(v -> number(v, 100_000)))
                .onElements("ol", "li");
        builder.allowAttributes("type")
                .matching(
                        attribute(v ->
                                Set.of("1", "a", "A", "i", "I", "disc", "circle", "square")
                                                .contains(v.strip())
                                        ? v.strip()
                                        : ""))
                .onElements("ol", "ul", "li");
    }

    private void tables(HtmlPolicyBuilder builder) {
        builder.allowAttributes("width", "height")
                .matching(attribute(Allowed::size))
                .onElements("table", "tr", "td", "th", "col", "colgroup");
        builder.allowAttributes("border", "cellpadding", "cellspacing")
                .matching(attribute(v -> number(v, 100)))
                .onElements("table");
        builder.allowAttributes("bgcolor")
                .matching(attribute(v -> colour(v)))
                .onElements("table", "tr", "td", "th", "tbody", "thead", "tfoot");
        builder.allowAttributes("valign")
                .matching(attribute(v -> word(v, Set.of("top", "middle", "bottom", "baseline"))))
                .onElements("tr", "td", "th", "tbody", "thead", "tfoot", "col", "colgroup");
        builder.allowAttributes("colspan", "rowspan", "span")
                .matching(attribute(v -> number(v, 200)))
                .onElements("td", "th", "col", "colgroup");
        builder.allowAttributes("nowrap").matching(attribute(_ -> "nowrap")).onElements("td", "th");
    }

    /** A way to change a value; an empty one takes the attribute away. */
    private interface Change {
        String of(String value);
    }

    private static AttributePolicy attribute(Change change) {
        return new AttributePolicy() {
            @Override
            public @Nullable String apply(String element, String attribute, String value) {
                String changed = change.of(value);
                return changed.isEmpty() ? null : changed;
            }
        };
    }

    /** Links open elsewhere and tell nobody where they come from; those within the page stay. */
    private static String link(String element, List<String> attributes) {
        int at = attributes.indexOf("href");
        if (at >= 0 && at % 2 == 0 && !attributes.get(at + 1).startsWith("#")) {
            attributes.addAll(List.of("target", "_blank", "rel", "noopener noreferrer nofollow"));
        }
        return element;
    }

    private String href(String value) {
        if (value.strip().startsWith("#")) {
            String name = Names.name(value.strip().substring(1));
            return name.isEmpty() ? "" : "#" + name;
        }
        return Url.of(value).map(Url::text).orElse("");
    }

    private String source(String value) {
        String text = value.strip();
        String lower = text.substring(0, Math.min(40, text.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("data:")) {
            return data(text, lower);
        }
        Optional<dev.buzon.reader.mime.Part> inline =
                body.inline(lower.startsWith("cid:") ? unescaped(text.substring(4)) : text);
        if (inline.isPresent()) {
            findings.uses(inline.get());
            return options.urlOf(inline.get()).orElse("");
        }
        Optional<Url> url = options.remoteImages() ? Url.of(text) : Optional.empty();
        if (url.isEmpty() || !url.get().isWeb() || url.get().isPrivate()) {
            return "";
        }
        findings.letThrough();
        return url.get().text();
    }

    private static String unescaped(String cid) {
        try {
            return java.net.URLDecoder.decode(
                    cid.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return cid;
        }
    }

    private String data(String text, String lower) {
        int comma = text.indexOf(',');
        String type = comma < 0 ? "" : lower.substring(5, Math.min(lower.length(), comma));
        boolean image = IMAGE_TYPES.contains(type.replaceFirst(";base64$", ""));
        image &= type.endsWith(";base64");
        dataOctets += text.length();
        if (!image || dataOctets > DATA_MAX) {
            return "";
        }
        StringBuilder octets = new StringBuilder("data:").append(type).append(',');
        for (int at = comma + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean base64 = c < 0x80 && (Character.isLetterOrDigit(c) || "+/=".indexOf(c) >= 0);
            if (!base64 && c > ' ') {
                return "";
            }
            if (base64) {
                octets.append(c);
            }
        }
        return octets.toString();
    }

    private static String cut(String value, int max) {
        StringBuilder clean = new StringBuilder();
        value.codePoints()
                .limit(max)
                .filter(c -> !Character.isISOControl(c))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static String word(String value, Set<String> words) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        return words.contains(lower) ? lower : "";
    }

    private static String number(String value, int max) {
        String text = value.strip();
        text = text.endsWith("px") ? text.substring(0, text.length() - 2) : text;
        boolean number =
                !text.isEmpty()
                        && text.length() <= 6
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? "" + Math.min(max, Integer.parseInt(text)) : "";
    }

    private static String size(String value) {
        String text = value.strip();
        boolean percent = text.endsWith("%");
        String number = number(percent ? text.substring(0, text.length() - 1) : text, 2_000);
        return !percent || number.isEmpty()
                ? number
                : Math.min(100, Integer.parseInt(number)) + "%";
    }

    private static String fontSize(String value) {
        String text = value.strip();
        boolean fits =
                text.length() <= 2
                        && !text.isEmpty()
                        && "+-1234567".indexOf(text.charAt(0)) >= 0
                        && "1234567".indexOf(text.charAt(text.length() - 1)) >= 0;
        return fits ? text : "";
    }

    private static String face(String value) {
        return cut(value, 100)
                .chars()
                .filter(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || " ,-".indexOf(c) >= 0)
                .collect(
                        StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                .toString()
                .strip();
    }

    private static String language(String value) {
        String text = value.strip();
        boolean fits =
                text.length() <= 20
                        && text.chars()
                                .allMatch(c ->
                                        c < 0x80 && (Character.isLetterOrDigit(c) || c == '-'));
        return fits ? text : "";
    }

    private String colour(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        boolean bare =
                lower.length() == 6 && lower.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        String colour = bare && lower.chars().anyMatch(c -> c <= '9') ? "#" + lower : lower;
        if (lower.isEmpty() || !Css.isColour(colour) || colour.indexOf('(') >= 0) {
            return "";
        }
        findings.colours();
        return colour;
    }
}
