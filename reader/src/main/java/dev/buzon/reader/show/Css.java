package dev.buzon.reader.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lets declarations of CSS through that only say how text, boxes and tables look. Each is put
 * together anew from tokens that are understood: words, numbers with units, colours and names of
 * fonts. Functions, escapes, variables, positions, and all that loads something are taken out.
 */
final class Css {
    /** Longer lists of declarations are cut. */
    static final int LENGTH_MAX = 20_000;

    private static final int DECLARATIONS_MAX = 200;
    private static final int TOKENS_MAX = 20;

    /** What the values of a property are, and the largest length that is let through. */
    private enum Kind {
        WORD(0),
        COLOUR(0),
        FONT(0),
        TEXT_SIZE(100),
        SPACE(300),
        BOX(2_000),
        BORDER(50),
        DISPLAY(0);

        final int pixelsMax;

        Kind(int pixelsMax) {
            this.pixelsMax = pixelsMax;
        }
    }

    private static final Map<String, Kind> PROPERTIES = properties();

    private static final Set<String> DISPLAYS =
            Set.of(
                    "block",
                    "inline",
                    "inline-block",
                    "none",
                    "table",
                    "table-row",
                    "table-cell",
                    "table-row-group",
                    "inline-table",
                    "list-item");

    private static final Set<String> COLOUR_FUNCTIONS = Set.of("rgb", "rgba", "hsl", "hsla");

    private static final Set<String> UNITS =
            Set.of("px", "pt", "em", "rem", "%", "in", "cm", "mm", "pc", "ex", "ch");

    /** Words that would take the value of something outside, or fill the window. */
    private static final Set<String> REFUSED =
            Set.of("fixed", "sticky", "absolute", "expression", "url", "var", "attr", "env");

    private final Findings findings;

    Css(Findings findings) {
        this.findings = findings;
    }

    private static Map<String, Kind> properties() {
        Map<String, Kind> properties = new java.util.HashMap<>();
        put(
                properties,
                Kind.WORD,
                "text-align text-decoration text-decoration-line text-decoration-style"
                        + " text-transform white-space vertical-align font-weight font-style"
                        + " font-variant list-style-type list-style-position float clear direction"
                        + " word-break word-wrap overflow-wrap table-layout caption-side empty-cells"
                        + " border-collapse border-style border-top-style border-right-style"
                        + " border-bottom-style border-left-style overflow hyphens visibility");
        put(
                properties,
                Kind.COLOUR,
                "color background-color background border-color border-top-color"
                        + " border-right-color border-bottom-color border-left-color"
                        + " text-decoration-color");
        put(properties, Kind.FONT, "font-family font");
        put(
                properties,
                Kind.TEXT_SIZE,
                "font-size line-height letter-spacing word-spacing text-indent");
        put(
                properties,
                Kind.SPACE,
                "margin margin-top margin-right margin-bottom margin-left padding padding-top"
                        + " padding-right padding-bottom padding-left border-spacing");
        put(properties, Kind.BOX, "width min-width max-width height min-height max-height");
        put(
                properties,
                Kind.BORDER,
                "border border-top border-right border-bottom border-left border-width"
                        + " border-top-width border-right-width border-bottom-width"
                        + " border-left-width border-radius");
        put(properties, Kind.DISPLAY, "display");
        return Map.copyOf(properties);
    }

    private static void put(Map<String, Kind> properties, Kind kind, String names) {
        for (String name : names.split(" ", -1)) {
            properties.put(name, kind);
        }
    }

    /** The safe declarations of a style attribute or of a rule; empty when none is left. */
    String declarations(String style) {
        StringBuilder safe = new StringBuilder();
        int count = 0;
        for (String declaration : split(withoutComments(style))) {
            int colon = declaration.indexOf(':');
            if (colon > 0 && count++ < DECLARATIONS_MAX) {
                String name = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                declaration(name, declaration.substring(colon + 1), safe);
            }
        }
        return safe.toString();
    }

    static String withoutComments(String style) {
        String text = style.substring(0, Math.min(style.length(), LENGTH_MAX));
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("/*", at);
            int close = open < 0 ? -1 : text.indexOf("*/", open + 2);
            plain.append(text, at, open < 0 ? text.length() : open).append(' ');
            at = open < 0 || close < 0 ? text.length() : close + 2;
        }
        return plain.toString();
    }

    /** Cut at semicolons outside of quotes and parentheses. */
    private static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == ')') {
                depth = Math.max(0, depth + (c == '(' ? 1 : -1));
            } else if (c == ';' && depth == 0) {
                pieces.add(text.substring(start, at));
                start = at + 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private void declaration(String name, String value, StringBuilder safe) {
        Kind kind = PROPERTIES.get(name);
        boolean escaped = value.indexOf('\\') >= 0 || value.indexOf('<') >= 0;
        if (kind == null || escaped) {
            return;
        }
        List<String> tokens = new ArrayList<>();
        for (String token : tokens(value)) {
            String clean = token(token, kind);
            if (!clean.isEmpty()) {
                tokens.add(clean);
            } else if (kind != Kind.COLOUR && kind != Kind.BORDER) {
                return; // half of a value is another value
            }
        }
        if (tokens.isEmpty() || tokens.size() > TOKENS_MAX) {
            return;
        }
        boolean background = name.equals("background");
        if (background) {
            tokens.removeIf(token -> !isColour(token));
        }
        if (!tokens.isEmpty()) {
            String written = background ? "background-color" : name;
            List<String> used = background ? tokens.subList(0, 1) : tokens;
            safe.append(written).append(':').append(String.join(" ", used)).append(';');
            if (written.equals("color") || written.equals("background-color")) {
                findings.colours();
            }
        }
    }

    /** Cut at blanks and commas outside of quotes and parentheses; commas are tokens. */
    private static List<String> tokens(String value) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                token.append(c);
            } else if ((c <= ' ' || c == ',' || c == '/') && depth == 0) {
                add(tokens, token);
                if (c == ',') {
                    tokens.add(",");
                }
            } else {
                quote = c == '"' || c == '\'' ? c : 0;
                depth = Math.max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
                token.append(c);
            }
        }
        add(tokens, token);
        tokens.removeIf(t -> t.startsWith("!"));
        return tokens;
    }

    private static void add(List<String> tokens, StringBuilder token) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }

    /** The token as it may stand, or empty. */
    private static String token(String token, Kind kind) {
        String lower = token.toLowerCase(Locale.ROOT);
        char first = lower.charAt(0);
        if (kind == Kind.FONT) {
            return font(token, lower);
        }
        if (lower.equals(",")) {
            return "";
        }
        if (isColour(lower) && (kind == Kind.COLOUR || kind == Kind.BORDER)) {
            return lower;
        }
        if (kind == Kind.DISPLAY) {
            return DISPLAYS.contains(lower) ? lower : "";
        }
        if ((first >= '0' && first <= '9') || first == '.' || first == '+' || first == '-') {
            return length(lower, kind);
        }
        return isWord(lower) ? lower : "";
    }

    private static String font(String token, String lower) {
        if (lower.equals(",")) {
            return ",";
        }
        char first = token.charAt(0);
        if ((first >= '0' && first <= '9') || first == '.') {
            return length(lower, Kind.TEXT_SIZE);
        }
        StringBuilder name = new StringBuilder();
        token.chars()
                .filter(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || c == ' ' || c == '-')
                .limit(60)
                .forEach(c -> name.append((char) c));
        boolean quoted = first == '"' || first == '\'';
        boolean function = token.indexOf('(') >= 0;
        String clean = name.toString().strip();
        return function || clean.isEmpty()
                ? ""
                : quoted ? "'" + clean + "'" : isWord(lower) ? clean : "";
    }

    private static boolean isWord(String lower) {
        return lower.length() <= 30
                && !REFUSED.contains(lower)
                && lower.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
    }

    /** A number and a unit, not negative and not larger than is good for the page. */
    private static String length(String lower, Kind kind) {
        int end = lower.startsWith("+") ? 1 : 0;
        int from = end;
        int dots = 0;
        while (end < lower.length() && (isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            dots += lower.charAt(end) == '.' ? 1 : 0;
            end++;
        }
        String number = lower.substring(from, end);
        String unit = lower.substring(end);
        boolean readable = end - from >= 1 + dots && dots <= 1 && number.length() <= 8;
        if (!readable || !(unit.isEmpty() || UNITS.contains(unit))) {
            return "";
        }
        double value = Double.parseDouble(number);
        double pixels =
                switch (unit) {
                    case "%" -> value <= (kind == Kind.BOX ? 100 : 300) ? 0 : Double.MAX_VALUE;
                    case "em", "rem", "ex", "ch", "pc" -> value * 16;
                    case "in" -> value * 96;
                    case "cm" -> value * 38;
                    case "mm" -> value * 4;
                    case "pt" -> value * 4 / 3;
                    case "" -> kind == Kind.WORD ? 0 : value;
                    default -> value;
                };
        return pixels <= kind.pixelsMax ? number + unit : "";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A word, a hexadecimal colour or one of the colour functions with numbers. */
    static boolean isColour(String lower) {
        if (lower.startsWith("#")) {
            return lower.length() <= 9
                    && lower.length() >= 4
                    && lower.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
        }
        int open = lower.indexOf('(');
        if (open < 0) {
            return isWord(lower) && !lower.startsWith("-");
        }
        return COLOUR_FUNCTIONS.contains(lower.substring(0, open))
                && lower.endsWith(")")
                && lower.length() <= 60
                && lower.substring(open + 1, lower.length() - 1)
                        .chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || ",.% /".indexOf(c) >= 0);
    }

    /**
     * How many things a style would load: each url() that is neither data nor within, each import.
     */
    static int remote(String style) {
        String lower = style.toLowerCase(Locale.ROOT);
        int count = 0;
        for (int at = lower.indexOf("url("); at >= 0; at = lower.indexOf("url(", at + 4)) {
            int from = at + 4;
            while (from < lower.length() && " \"'\t\n\r".indexOf(lower.charAt(from)) >= 0) {
                from++;
            }
            boolean own =
                    lower.startsWith("data:", from)
                            || lower.startsWith("cid:", from)
                            || lower.startsWith("#", from);
            count += own ? 0 : 1;
        }
        for (int at = lower.indexOf("@import"); at >= 0; at = lower.indexOf("@import", at + 7)) {
            boolean counted = lower.startsWith("url(", Math.min(lower.length(), at + 8));
            count += counted ? 0 : 1;
        }
        return count;
    }
}
