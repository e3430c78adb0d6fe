package dev.buzon.reader.show;

import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Warning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is found while a message is made a page. */
final class Findings {
    /** Warnings of one kind that are kept. */
    private static final int WARNINGS_MAX = 20;

    private final List<Page.Link> links = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<Warning.Code, Integer> counts = new EnumMap<>(Warning.Code.class);
    private final Set<String> active = new TreeSet<>();
    private final Set<String> used = new HashSet<>();
    private int remote;
    private int let;
    private boolean coloured;

    void remote() {
        remote++;
    }

    void letThrough() {
        let++;
    }

    /** A part was asked for by the HTML. */
    void uses(Part part) {
        used.add(part.id());
    }

    boolean isUsed(Part part) {
        return used.contains(part.id());
    }

    /** The message has colours of its own: ours may not be mixed in. */
    void colours() {
        coloured = true;
    }

    boolean coloured() {
        return coloured;
    }

    void active(String element) {
        active.add(element);
    }

    void link(String target, String text) {
        if (links.size() < Page.LINKS_MAX) {
            links.add(new Page.Link(target, text));
        }
    }

    void warn(Warning.Code code, String detail) {
        if (counts.merge(code, 1, Integer::sum) <= WARNINGS_MAX) {
            warnings.add(new Warning(code, detail));
        }
    }

    void warn(List<Warning> others) {
        others.forEach(other -> warn(other.code(), other.detail()));
    }

    Page page(String html, List<Part> unshown) {
        List<Warning> all = new ArrayList<>(warnings);
        if (!active.isEmpty()) {
            all.add(new Warning(Warning.Code.ACTIVE_CONTENT, String.join(", ", active)));
        }
        return new Page(html, remote, Math.max(0, remote - let), links, all, unshown);
    }
}
