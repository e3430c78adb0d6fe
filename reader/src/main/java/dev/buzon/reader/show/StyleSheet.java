package dev.buzon.reader.show;

import java.util.Locale;
import java.util.Set;

/**
 * The style sheets of a message, made safe: rules whose selectors are names of elements and
 * classes, put under the element that holds the message; declarations by {@link Css}; of the
 * at-rules only media queries on the width. All else is left out, selectors on attributes first of
 * all: with them a sheet could tell what a page holds. The output has no character that could end a
 * style element.
 */
final class StyleSheet {
    /** Longer sheets are cut. */
    static final int LENGTH_MAX = 300_000;

    private static final int RULES_MAX = 3_000;
    private static final int SELECTORS_MAX = 50;

    /** Elements of ours that fold quotations. */
    private static final Set<String> OURS = Set.of("details", "summary");

    private static final Set<String> MEDIA_WORDS =
            Set.of("screen", "all", "only", "and", "max-width", "min-width", "px", "em");

    private final Css css;
    private final StringBuilder safe = new StringBuilder();
    private String text = "";
    private int at;
    private int rules;

    StyleSheet(Css css) {
        this.css = css;
    }

    /** Takes another sheet. */
    void add(String sheet) {
        String whole = sheet.substring(0, Math.min(sheet.length(), LENGTH_MAX - safe.length() / 4));
        text = comments(whole.replace("<!--", " ").replace("-->", " "));
        at = 0;
        while (at < text.length() && rules < RULES_MAX && safe.length() < LENGTH_MAX) {
            rule(true);
        }
    }

    /** The rules that were let through. */
    String text() {
        return safe.toString();
    }

    private static String comments(String sheet) {
        StringBuilder plain = new StringBuilder(sheet.length());
        int from = 0;
        while (from < sheet.length()) {
            int open = sheet.indexOf("/*", from);
            int close = open < 0 ? -1 : sheet.indexOf("*/", open + 2);
            plain.append(sheet, from, open < 0 ? sheet.length() : open);
            from = open < 0 || close < 0 ? sheet.length() : close + 2;
        }
        return plain.toString();
    }

    /** One rule, or one at-rule; always goes on by at least one character. */
    private void rule(boolean mediaAllowed) {
        int start = at;
        while (at < text.length() && "{};".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String prelude = text.substring(start, at).strip();
        boolean block = at < text.length() && text.charAt(at) == '{';
        at++;
        if (!block) {
            return;
        }
        rules++;
        if (prelude.startsWith("@")) {
            String query = mediaAllowed ? media(prelude) : "";
            if (query.isEmpty()) {
                skipBlock();
            } else {
                mediaBlock(query);
            }
            return;
        }
        int from = at;
        skipBlock();
        String body = text.substring(from, Math.max(from, Math.min(at, text.length()) - 1));
        String selectors = selectors(prelude);
        String declarations = selectors.isEmpty() ? "" : css.declarations(body);
        if (!declarations.isEmpty()) {
            safe.append(selectors).append('{').append(declarations).append("}\n");
        }
    }

    private void mediaBlock(String query) {
        safe.append(query).append("{\n");
        while (at < text.length() && rules < RULES_MAX) {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '}') {
                at++;
                break;
            }
            rule(false);
        }
        safe.append("}\n");
    }

    private void skipBlock() {
        int depth = 1;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
    }

    /** A query on the width and the screen, or empty. */
    private static String media(String prelude) {
        String lower = prelude.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("@media") || lower.length() > 200) {
            return "";
        }
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (char c : (lower.substring("@media".length()) + " ").toCharArray()) {
            boolean letter = (c >= 'a' && c <= 'z') || c == '-';
            boolean sign = (c >= '0' && c <= '9') || " ():,.\t\r\n".indexOf(c) >= 0;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (!letter && !word.isEmpty() && !MEDIA_WORDS.contains(word.toString())) {
                return "";
            }
            if ((!letter && !sign) || depth < 0) {
                return "";
            }
            if (letter) {
                word.append(c);
            } else {
                word.setLength(0);
            }
        }
        String query = lower.substring("@media".length()).replaceAll("\\s+", " ").strip();
        return depth == 0 && !query.isEmpty() ? "@media " + query : "";
    }

    private static String selectors(String prelude) {
        StringBuilder safe = new StringBuilder();
        int count = 0;
        for (String selector : prelude.split(",", SELECTORS_MAX + 1)) {
            String clean = selector(selector.strip());
            if (!clean.isEmpty() && count++ < SELECTORS_MAX) {
                safe.append(safe.isEmpty() ? "" : ",").append(clean);
            }
        }
        return safe.toString();
    }

    /** One selector under {@code .mail}, or empty. */
    private static String selector(String selector) {
        if (selector.isEmpty() || selector.length() > 200) {
            return "";
        }
        StringBuilder safe = new StringBuilder(".mail");
        boolean first = true;
        for (String compound : selector.replace(">", " > ").split("\\s+", -1)) {
            boolean child = compound.equals(">");
            String clean = child ? ">" : compound(compound);
            boolean root = clean.equals("body") || clean.equals("html");
            if (clean.isEmpty() || (root && !first)) {
                return "";
            }
            if (!root) {
                safe.append(' ').append(clean);
            }
            first = false;
        }
        return safe.toString().endsWith(">") ? "" : safe.toString();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Like {@code td.wide.red}, the classes renamed as those of the elements are. */
    private static String compound(String compound) {
        StringBuilder safe = new StringBuilder();
        int from = 0;
        boolean isClass = false;
        for (int at = 0; at <= compound.length(); at++) {
            char c = at < compound.length() ? compound.charAt(at) : '.';
            if (c == '.') {
                String name = compound.substring(from, at);
                if (name.isEmpty() && (isClass || at == compound.length())) {
                    return "";
                }
                String lower = name.toLowerCase(Locale.ROOT);
                boolean element = !isClass && !name.isEmpty();
                if (element && (OURS.contains(lower) || !isLetter(lower.charAt(0)))) {
                    return "";
                }
                if (!name.isEmpty()) {
                    safe.append(isClass ? "." + Names.PREFIX + name : lower);
                }
                isClass = true;
                from = at + 1;
            } else if (!Names.isNameCharacter(c)) {
                return "";
            }
        }
        return safe.toString();
    }
}
