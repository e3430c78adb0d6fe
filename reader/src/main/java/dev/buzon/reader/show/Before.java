package dev.buzon.reader.show;

import dev.buzon.reader.mime.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Looks at all elements of a message before the policy does: counts what would have been loaded and
 * what would have acted, and takes the style sheets out to where they are made safe.
 */
final class Before implements HtmlStreamEventReceiver {
    private static final Set<String> ACTIVE =
            Set.of(
                    "script", "form", "iframe", "frame", "object", "embed", "applet", "svg", "math",
                    "base", "portal", "dialog");

    /** Attributes that make a browser load something, whatever element they are on. */
    private static final Set<String> LOADING =
            Set.of(
                    "src",
                    "srcset",
                    "background",
                    "poster",
                    "data",
                    "action",
                    "formaction",
                    "xlink:href",
                    "dynsrc",
                    "lowsrc",
                    "code",
                    "codebase",
                    "archive",
                    "manifest",
                    "icon",
                    "longdesc",
                    "imagesrcset");

    /** Attributes of one element that are looked at. */
    private static final int ATTRIBUTES_MAX = 100;

    private final HtmlStreamEventReceiver next;
    private final Findings findings;
    private final StyleSheet sheet;
    private final StringBuilder style = new StringBuilder();
    private boolean inStyle;
    private long text;

    Before(HtmlStreamEventReceiver next, Findings findings, StyleSheet sheet) {
        this.next = next;
        this.findings = findings;
        this.sheet = sheet;
    }

    /** Characters of text that were passed on. */
    long textLength() {
        return text;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        inStyle = element.equals("style");
        if (ACTIVE.contains(element)) {
            findings.active(element);
        }
        List<String> first = attributes;
        if (attributes.size() > 2 * ATTRIBUTES_MAX) { // a linked list: never by index
            first = new ArrayList<>(attributes).subList(0, 2 * ATTRIBUTES_MAX);
            findings.warn(Warning.Code.HTML_CUT, element);
        }
        List<String> pairs = new ArrayList<>(first);
        for (int at = 0; at + 1 < pairs.size(); at += 2) {
            attribute(element, pairs.get(at), pairs.get(at + 1));
        }
        if (!inStyle) {
            next.openTag(element, pairs);
        }
    }

    private void attribute(String element, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean href = lower.equals("href") && !element.equals("a") && !element.equals("area");
        if (lower.equals("style")) {
            for (int count = Css.remote(value); count > 0; count--) {
                findings.remote();
            }
        } else if ((LOADING.contains(lower) || href) && isRemote(value)) {
            findings.remote();
        }
    }

    private static boolean isRemote(String value) {
        String start =
                value.strip()
                        .substring(0, Math.min(10, value.strip().length()))
                        .toLowerCase(Locale.ROOT);
        return start.startsWith("http:")
                || start.startsWith("https:")
                || start.startsWith("ftp:")
                || start.startsWith("//")
                || start.startsWith("\\\\");
    }

    @Override
    public void text(String characters) {
        if (inStyle) {
            if (style.length() < StyleSheet.LENGTH_MAX) {
                style.append(characters);
            }
        } else {
            text += characters.length();
            next.text(characters);
        }
    }

    @Override
    public void closeTag(String element) {
        endStyle();
        if (!element.equals("style")) {
            next.closeTag(element);
        }
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        endStyle();
        next.closeDocument();
    }

    private void endStyle() {
        if (!style.isEmpty()) {
            for (int count = Css.remote(style.toString()); count > 0; count--) {
                findings.remote();
            }
            sheet.add(style.toString());
            style.setLength(0);
        }
        inStyle = false;
    }
}
