package dev.buzon.reader.show;

import dev.buzon.reader.mime.Domains;
import dev.buzon.reader.mime.Flowed;
import dev.buzon.reader.mime.Warning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plain text made HTML of a page: quotations by depth, links, a dimmed signature. */
final class TextPiece {
    /** Quotations have this many colours; deeper ones begin again. */
    private static final int COLOURS = 5;

    /** Characters of text that are shown. */
    static final int LENGTH_MAX = 2 << 20;

    /** What looks like a URL in one line and is none; then no more links are looked for in it. */
    private static final int FAILURES_MAX = 50;

    private final Options options;
    private final Findings findings;
    private final StringBuilder out = new StringBuilder();
    private int failures;

    TextPiece(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    /** The HTML of this text. */
    String of(String text, boolean flowed, boolean delSp) {
        boolean cut = text.length() > LENGTH_MAX;
        String shown = cut ? text.substring(0, LENGTH_MAX) : text;
        List<Flowed.Line> lines = Flowed.lines(shown, flowed, delSp);
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).text().isBlank()) {
            last--;
        }
        out.append("<div class=\"buzon-text\">");
        int at = 0;
        boolean before = false;
        while (at < last) {
            int end = at + 1;
            boolean quoted = lines.get(at).depth() > 0;
            while (end < last && lines.get(end).depth() > 0 == quoted) {
                end++;
            }
            if (quoted) {
                quotation(lines.subList(at, end), !before || end < last);
            } else {
                own(lines.subList(at, end));
                before |= lines.subList(at, end).stream().anyMatch(line -> !line.text().isBlank());
            }
            at = end;
        }
        out.append("</div>");
        if (cut) {
            findings.warn(Warning.Code.TEXT_CUT, "");
            out.append("<p class=\"buzon-cut\">").append(Escaped.text(options.words().cut()));
            out.append("</p>");
        }
        return out.toString();
    }

    /** Folded up when it is the last and stands below text: what was answered to. */
    private void quotation(List<Flowed.Line> lines, boolean open) {
        out.append("<details class=\"buzon-quote\"").append(open ? " open=\"open\"" : "");
        out.append("><summary>").append(Escaped.text(options.words().quoted()));
        out.append("</summary>");
        int depth = 0;
        for (Flowed.Line line : lines) {
            for (; depth < line.depth(); depth++) {
                out.append("<blockquote class=\"buzon-q").append(depth % COLOURS).append("\">");
            }
            for (; depth > line.depth(); depth--) {
                out.append("</blockquote>");
            }
            line(line.text());
        }
        out.append("</blockquote>".repeat(depth)).append("</details>");
    }

    private void own(List<Flowed.Line> lines) {
        boolean signature = false;
        for (Flowed.Line line : lines) {
            if (!signature && (line.text().equals("-- ") || line.text().equals("--"))) {
                signature = true;
                out.append("<div class=\"buzon-signature\">");
            }
            line(line.text());
        }
        out.append(signature ? "</div>" : "");
    }

    private void line(String text) {
        int at = 0;
        String lower = text.toLowerCase(Locale.ROOT);
        failures = 0;
        while (at < text.length() && lower.length() == text.length()) {
            Optional<Found> found = find(text, lower, at);
            if (found.isEmpty()) {
                break;
            }
            Found link = found.get();
            out.append(Escaped.text(text.substring(at, link.from())));
            link(text.substring(link.from(), link.to()), link.url());
            at = link.to();
        }
        out.append(Escaped.text(text.substring(at))).append('\n');
    }

    private record Found(int from, int to, Url url) {}

    private Optional<Found> find(String text, String lower, int start) {
        for (int at = start; at < text.length() && failures < FAILURES_MAX; at++) {
            boolean wordStart = at == start || !Character.isLetterOrDigit(text.charAt(at - 1));
            char c = text.charAt(at);
            Optional<Found> found =
                    wordStart && "hHwWmM".indexOf(c) >= 0
                            ? web(text, lower, at)
                            : c == '@' ? address(text, start, at) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> web(String text, String lower, int at) {
        boolean www = lower.startsWith("www.", at);
        boolean mailto = lower.startsWith("mailto:", at);
        if (!www
                && !mailto
                && !lower.startsWith("http://", at)
                && !lower.startsWith("https://", at)) {
            return Optional.empty();
        }
        int to = end(text, at);
        String written = text.substring(at, to);
        failures++;
        return Url.of(www ? "https://" + written : written)
                .filter(url -> mailto || url.host().indexOf('.') > 0)
                .map(url -> {
                    failures--;
                    return new Found(at, to, url);
                });
    }

    /** A URL ends at a blank or a delimiter; signs at its end belong to the sentence. */
    private static int end(String text, int from) {
        int to = from;
        int open = 0;
        while (to < text.length() && !isDelimiter(text.charAt(to)) && to - from < Url.LENGTH_MAX) {
            open += text.charAt(to) == '(' ? 1 : text.charAt(to) == ')' ? -1 : 0;
            to++;
        }
        while (to > from && ".,;:!?)]}*_'".indexOf(text.charAt(to - 1)) >= 0) {
            if (text.charAt(to - 1) == ')' && open >= 0) {
                break;
            }
            open += text.charAt(to - 1) == ')' ? 1 : 0;
            to--;
        }
        return to;
    }

    private static boolean isDelimiter(char c) {
        return c <= ' '
                || "<>\"`{}|\\^".indexOf(c) >= 0
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static Optional<Found> address(String text, int start, int at) {
        int from = at;
        while (from > start && at - from < 64 && isLocal(text.charAt(from - 1))) {
            from--;
        }
        int to = at + 1;
        while (to < text.length() && to - at < 255 && isDomain(text.charAt(to))) {
            to++;
        }
        while (to > at && ".-".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        boolean fits = from < at && text.substring(at + 1, Math.max(to, at + 1)).indexOf('.') > 0;
        int begin = from;
        int end = to;
        return fits
                ? Url.of("mailto:" + text.substring(from, to))
                        .map(url -> new Found(begin, end, url))
                : Optional.empty();
    }

    private static boolean isLocal(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "._+-=".indexOf(c) >= 0);
    }

    private static boolean isDomain(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-');
    }

    private void link(String shown, Url url) {
        findings.link(url.text(), shown);
        Domains.lookalike(url.host())
                .ifPresent(ascii -> findings.warn(Warning.Code.LOOKALIKE_LINK, ascii));
        out.append("<a href=\"").append(Escaped.text(url.text())).append('"');
        out.append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
        out.append(Escaped.text(shown)).append("</a>");
        if (url.userInfo() || Domains.lookalike(url.host()).isPresent()) {
            findings.warn(Warning.Code.LINK_ELSEWHERE, url.text());
            out.append("<span class=\"buzon-target\"> \u2192 ");
            out.append(Escaped.text(url.host())).append("</span>");
        }
    }
}
