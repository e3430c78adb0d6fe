package dev.buzon.reader.show;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what in a page is not on a list of harmless things. It shares nothing with the code that
 * makes pages: it demands one strict way of writing HTML, which every parser reads alike, and knows
 * the elements, attributes, schemes and CSS properties that may be there.
 */
final class Inert {
    private static final Set<String> ELEMENTS =
            words(
                    "a abbr address article aside b bdi bdo big blockquote br caption center cite"
                            + " code col colgroup dd del details dfn div dl dt em figcaption figure font"
                            + " footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p"
                            + " pre q rp rt ruby s samp section small span strike strong sub summary sup"
                            + " table tbody td tfoot th thead time tr tt u ul var wbr");
    private static final Set<String> EMPTY = words("br hr img wbr col");
    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>]*+\")*+)( ?/)?>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"<>]*)\"");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:amp|lt|gt|quot|#[0-9]{1,7}|#x[0-9a-f]{1,6});");
    private static final Pattern LENGTHS = Pattern.compile("[0-9]{1,4}%?");
    private static final Pattern WORDS = Pattern.compile("[a-zA-Z0-9 ,+#-]{1,120}");
    private static final Pattern NAMES = Pattern.compile("(?:(?:m-|buzon-)[A-Za-z0-9_-]+ ?)+");
    private static final Pattern HREF =
            Pattern.compile(
                    "(?:https?://[a-z0-9\\[][^\\s\"'<>`\\\\]*|mailto:[^\\s\"'<>`\\\\]*|#m-[\\w-]+)");
    private static final Pattern DATA =
            Pattern.compile("data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=]*");
    private static final Pattern REMOTE =
            Pattern.compile("https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#].*)?");
    private static final Set<String> PROPERTIES =
            words(
                    "color background-color font font-family font-size font-weight font-style"
                            + " font-variant text-align text-decoration text-decoration-line"
                            + " text-decoration-style text-decoration-color text-transform text-indent"
                            + " line-height letter-spacing word-spacing white-space vertical-align width"
                            + " min-width max-width height min-height max-height margin margin-top"
                            + " margin-right margin-bottom margin-left padding padding-top padding-right"
                            + " padding-bottom padding-left border border-top border-right border-bottom"
                            + " border-left border-color border-top-color border-right-color"
                            + " border-bottom-color border-left-color border-style border-top-style"
                            + " border-right-style border-bottom-style border-left-style border-width"
                            + " border-top-width border-right-width border-bottom-width"
                            + " border-left-width border-radius border-collapse border-spacing"
                            + " list-style-type list-style-position display float clear direction"
                            + " word-break word-wrap overflow-wrap table-layout caption-side empty-cells"
                            + " overflow hyphens visibility");
    private static final Pattern VALUE =
            Pattern.compile(
                    "(?:[a-zA-Z-]+|[0-9]*\\.?[0-9]+(?:px|pt|em|rem|%|in|cm|mm|pc|ex|ch)?|#[0-9a-f]{3,8}"
                            + "|(?:rgb|rgba|hsl|hsla)\\([0-9,.% /]*\\)|'[A-Za-z0-9 -]+'|,| )+");
    private static final Set<String> REFUSED =
            words("fixed sticky absolute expression url var attr javascript");
    private static final Pattern SELECTOR =
            Pattern.compile(
                    "\\.mail(?: (?:>|[a-z][a-z0-9_-]*(?:\\.m-[\\w-]+)*|(?:\\.m-[\\w-]+)+))*");
    private static final Pattern MEDIA = Pattern.compile("@media [a-z0-9 ():,.-]*");

    private final boolean remoteAllowed;
    private final Set<String> urls;
    private final List<String> faults = new ArrayList<>();

    private Inert(boolean remoteAllowed, Set<String> urls) {
        this.remoteAllowed = remoteAllowed;
        this.urls = urls;
    }

    /** What is wrong with this page; {@code urls} may be sources of images. */
    static List<String> faults(String page, boolean remoteAllowed, String... urls) {
        Inert check = new Inert(remoteAllowed, new HashSet<>(Arrays.asList(urls)));
        check.page(page);
        return check.faults;
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }

    private void fault(String what) {
        if (faults.size() < 10) {
            faults.add(what);
        }
    }

    private void page(String page) {
        String head = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">";
        String middle = "</style><style>\n";
        String body = "</style></head><body><div class=\"mail\">";
        String end = "</div></body></html>\n";
        int styles = page.indexOf(middle);
        int content = page.indexOf(body);
        if (!page.startsWith(head) || styles < 0 || content < styles || !page.endsWith(end)) {
            fault("not our document");
            return;
        }
        sheet(page.substring(styles + middle.length(), content));
        content(page.substring(content + body.length(), page.length() - end.length()));
    }

    private void content(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            text(html.substring(at, next < 0 ? html.length() : next));
            if (next < 0) {
                break;
            }
            if (html.startsWith("<!-- -->", next)) { // the sanitizer divides "{{" by it
                at = next + "<!-- -->".length();
                continue;
            }
            if (!tag.find(next) || tag.start() != next) {
                fault("no tag: " + html.substring(next, Math.min(html.length(), next + 60)));
                break;
            }
            element(tag, open);
            at = tag.end();
        }
        if (!open.isEmpty()) {
            fault("not closed: " + open);
        }
    }

    private void element(Matcher tag, Deque<String> open) {
        String name = tag.group(2);
        if (!ELEMENTS.contains(name)) {
            fault("element " + name);
        }
        if (!tag.group(1).isEmpty()) {
            if (open.isEmpty() || !open.pop().equals(name)) {
                fault("closes what is not open: " + name);
            }
        } else if (!EMPTY.contains(name)) {
            open.push(name);
        }
        Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
        Set<String> seen = new HashSet<>();
        while (attribute.find()) {
            text(attribute.group(2));
            if (!seen.add(attribute.group(1))) {
                fault("attribute twice: " + attribute.group());
            }
            if (!fits(name, attribute.group(1), decoded(attribute.group(2)))) {
                fault(name + attribute.group());
            }
        }
        if (name.equals("a") && seen.contains("href")) {
            boolean outward = !tag.group(3).contains(" href=\"#");
            boolean guarded =
                    tag.group(3).contains(" target=\"_blank\"")
                            && tag.group(3).contains(" rel=\"noopener noreferrer nofollow\"");
            if (outward != guarded) {
                fault("link without guard: " + tag.group());
            }
        }
    }

    private boolean fits(String element, String name, String value) {
        return switch (name) {
            case "href" -> element.equals("a") && HREF.matcher(value).matches();
            case "src" -> element.equals("img") && isSource(value);
            case "style" -> declarations(value);
            case "class", "id", "name" -> NAMES.matcher(value).matches();
            case "title", "alt" -> value.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n');
            case "target" -> element.equals("a") && value.equals("_blank");
            case "rel" -> element.equals("a") && value.equals("noopener noreferrer nofollow");
            case "open" -> element.equals("details") && value.equals("open");
            case "width",
                    "height",
                    "border",
                    "cellpadding",
                    "cellspacing",
                    "hspace",
                    "vspace",
                    "colspan",
                    "rowspan",
                    "span",
                    "start",
                    "value" ->
                    (LENGTHS.matcher(value).matches()
                                    && Integer.parseInt(value.replace("%", "")) <= 2_000)
                            || (name.matches("start|value") && value.matches("[0-9]{1,6}"));
            case "align",
                    "valign",
                    "dir",
                    "lang",
                    "color",
                    "bgcolor",
                    "size",
                    "face",
                    "type",
                    "nowrap" ->
                    WORDS.matcher(value).matches();
            default -> false;
        };
    }

    private boolean isSource(String value) {
        return DATA.matcher(value).matches()
                || urls.contains(value)
                || (remoteAllowed && REMOTE.matcher(value).matches());
    }

    private boolean declarations(String style) {
        for (String declaration : style.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (declaration.isEmpty()) {
                continue;
            }
            String value = colon < 0 ? "" : declaration.substring(colon + 1);
            boolean harmless =
                    colon > 0
                            && PROPERTIES.contains(declaration.substring(0, colon))
                            && VALUE.matcher(value).matches()
                            && Arrays.stream(value.split("[ ,]", -1)).noneMatch(REFUSED::contains);
            if (!harmless) {
                return false;
            }
        }
        return true;
    }

    private void sheet(String sheet) {
        int depth = 0;
        for (String line : sheet.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.equals("}")) {
                depth--;
            } else if (line.startsWith("@")) {
                depth++;
                if (!line.endsWith("{")
                        || !MEDIA.matcher(line.substring(0, line.length() - 1)).matches()) {
                    fault("at-rule " + line);
                }
            } else {
                rule(line);
            }
            if (depth < 0 || depth > 1) {
                fault("braces at " + line);
            }
        }
        if (depth != 0) {
            fault("braces");
        }
    }

    private void rule(String line) {
        int brace = line.indexOf('{');
        boolean one = brace > 0 && line.endsWith("}") && line.indexOf('{', brace + 1) < 0;
        if (!one || !declarations(line.substring(brace + 1, line.length() - 1))) {
            fault("rule " + line);
            return;
        }
        for (String selector : line.substring(0, brace).split(",", -1)) {
            if (!SELECTOR.matcher(selector).matches()) {
                fault("selector " + selector);
            }
        }
    }

    private void text(String text) {
        Matcher entity = ENTITY.matcher(text);
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
            if (!entity.find(at) || entity.start() != at) {
                fault("ampersand: " + text.substring(at, Math.min(text.length(), at + 20)));
                return;
            }
        }
        boolean control = text.chars().anyMatch(c -> (c < ' ' && "\t\n\r\f".indexOf(c) < 0));
        if (control || text.indexOf('>') >= 0) {
            fault("a character that should be escaped");
        }
    }

    private static String decoded(String value) {
        Matcher entity = ENTITY.matcher(value);
        return entity.replaceAll(found -> {
            String name = found.group().substring(1, found.group().length() - 1);
            String text =
                    switch (name) {
                        case "amp" -> "&";
                        case "lt" -> "<";
                        case "gt" -> ">";
                        case "quot" -> "\"";
                        default ->
                                Character.toString(
                                        name.startsWith("#x")
                                                ? Integer.parseInt(name.substring(2), 16)
                                                : Integer.parseInt(name.substring(1)));
                    };
            return Matcher.quoteReplacement(text);
        });
    }
}
