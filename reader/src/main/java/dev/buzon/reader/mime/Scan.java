package dev.buzon.reader.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the parts of a message in one pass: their fields, and where their bodies begin and end (RFC
 * 2046 §5.1). Takes any octets. One stack of open parts and one table of their boundaries, so that
 * a line costs the same however deep it is.
 */
final class Scan {
    /** Octets of a boundary line that is looked at; RFC 2046 §5.1.1 allows 74. */
    private static final int BOUNDARY_MAX = 1_000;

    /**
     * What was found.
     *
     * @param root the whole message
     * @param warnings what was wrong, each once
     */
    record Result(Node root, List<Warning> warnings) {}

    /** Where the scan is in an open part. */
    private enum Place {
        HEADER,
        LEAF,
        PREAMBLE,
        BETWEEN,
        EPILOGUE
    }

    /** A part that is not over. */
    private static final class Open {
        final Node node;
        final FieldCollector fields;
        final boolean inDigest;
        Place place = Place.HEADER;
        String boundary = "";
        int shadowed = -1;
        String guess = "";
        UuFiles uu = UuFiles.NONE;

        Open(Node node, FieldCollector fields, boolean inDigest) {
            this.node = node;
            this.fields = fields;
            this.inDigest = inDigest;
        }
    }

    private final Limits limits;
    private final long octets;
    private final LineReader lines;
    private final List<Open> stack = new ArrayList<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final Map<Warning.Code, Warning> warnings = new EnumMap<>(Warning.Code.class);
    private final FieldCollector.Budget budget;
    private int parts = 1;
    private int lastTerminator;

    private Scan(InputStream in, long octets, Limits limits) {
        this.lines = new LineReader(in);
        this.octets = octets;
        this.limits = limits;
        this.budget = new FieldCollector.Budget(limits);
    }

    /** The parts of the message in this source. */
    static Result of(Source source, Limits limits) throws IOException {
        try (InputStream in = source.open(0, source.octets())) {
            return new Scan(in, source.octets(), limits).run();
        }
    }

    private Result run() throws IOException {
        Node root = new Node("0");
        push(root, false);
        if (octets == 0) {
            warn(Warning.Code.EMPTY, "");
        }
        while (lines.next(top().place == Place.HEADER ? limits.fieldOctets() : BOUNDARY_MAX)) {
            if (!atBoundary()) {
                line();
            }
            lastTerminator = lines.terminator();
        }
        boolean cutOff = stack.stream().anyMatch(Scan::isUnended);
        closeAbove(-1, octets);
        if (cutOff) {
            warn(Warning.Code.CUT_OFF, "");
        }
        if (budget.exceeded()) {
            warn(Warning.Code.HEADER_CUT, "");
        }
        return new Result(root, List.copyOf(warnings.values()));
    }

    private static boolean isUnended(Open open) {
        return open.node.kind == Node.Kind.MULTIPART
                && open.place != Place.EPILOGUE
                && !open.node.children.isEmpty();
    }

    private Open top() {
        return stack.getLast();
    }

    private void push(Node node, boolean inDigest) {
        node.bodyStart = lines.end();
        stack.add(new Open(node, new FieldCollector(budget), inDigest));
    }

    private void warn(Warning.Code code, String detail) {
        warnings.putIfAbsent(code, new Warning(code, detail));
    }

    private boolean atBoundary() {
        if (lines.at(0) != '-' || lines.at(1) != '-' || !lines.whole() || levels.isEmpty()) {
            return false;
        }
        String boundary = lines.text().substring(2).stripTrailing();
        Integer level = levels.get(boundary);
        if (level != null) {
            delimiter(level, false);
            return true;
        }
        level =
                boundary.endsWith("--")
                        ? levels.get(boundary.substring(0, boundary.length() - 2))
                        : null;
        if (level != null) {
            delimiter(level, true);
            return true;
        }
        return false;
    }

    /** The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
    private void delimiter(int level, boolean last) {
        closeAbove(level, lines.start() - lastTerminator);
        Open multipart = stack.get(level);
        if (last) {
            multipart.place = Place.EPILOGUE;
            forget(multipart);
        } else {
            openChild(multipart);
        }
    }

    private void openChild(Open multipart) {
        multipart.place = Place.BETWEEN;
        if (parts >= limits.parts()) {
            warn(Warning.Code.TOO_MANY_PARTS, "" + limits.parts());
            return;
        }
        parts++;
        Node child = new Node(multipart.node.childId());
        multipart.node.children.add(child);
        push(child, multipart.node.content.type().equals("multipart/digest"));
    }

    private void closeAbove(int level, long end) {
        while (stack.size() - 1 > level) {
            Open open = top();
            if (open.place == Place.HEADER) {
                headerEnds(open, Math.min(end, lines.start()));
                if (top() != open) {
                    continue; // it turned out to hold a message
                }
            }
            close(open, end);
            stack.removeLast();
        }
    }

    private void close(Open open, long end) {
        Node node = open.node;
        node.bodyEnd = Math.max(node.bodyStart, end);
        open.uu.close(node, lines.start());
        parts += node.holes.size();
        forget(open);
        if (node.kind == Node.Kind.MULTIPART && node.children.isEmpty()) {
            warn(Warning.Code.BAD_BOUNDARY, open.boundary);
            node.kind = Node.Kind.LEAF;
            node.content = node.content.withType("text/plain");
        }
    }

    private void forget(Open open) {
        if (!open.boundary.isEmpty() && stackLevel(open) >= 0) {
            if (open.shadowed >= 0) {
                levels.put(open.boundary, open.shadowed);
            } else {
                levels.remove(open.boundary);
            }
            open.boundary = "";
        }
    }

    private int stackLevel(Open open) {
        int level = levels.getOrDefault(open.boundary, -1);
        return level >= 0 && level < stack.size() && stack.get(level) == open ? level : -1;
    }

    private void line() {
        Open open = top();
        switch (open.place) {
            case HEADER -> headerLine(open);
            case LEAF -> leafLine(open);
            case PREAMBLE -> preambleLine(open);
            case BETWEEN, EPILOGUE -> {}
        }
    }

    private void headerLine(Open open) {
        boolean root = stack.size() == 1;
        switch (open.fields.take(lines)) {
            case KEPT -> {}
            case END -> {
                if (root && open.fields.empty()) {
                    warn(Warning.Code.NO_HEADER, "");
                }
                headerEnds(open, lines.end());
            }
            case NO_FIELD -> {
                if (open.fields.empty()) {
                    if (root) {
                        warn(Warning.Code.NO_HEADER, "");
                    }
                    headerEnds(open, lines.start());
                    line();
                }
            }
        }
    }

    private void headerEnds(Open open, long bodyStart) {
        Node node = open.node;
        node.fields.addAll(open.fields.fields());
        node.content =
                Content.of(
                        new Header(node.fields, limits),
                        open.inDigest ? "message/rfc822" : "text/plain");
        node.bodyStart = bodyStart;
        open.place = Place.LEAF;
        boolean multipart = node.content.is("multipart");
        boolean message = isMessage(node.content);
        if ((multipart || message) && stack.size() > limits.depth()) {
            warn(Warning.Code.TOO_DEEP, "" + limits.depth());
        } else if (multipart) {
            node.kind = Node.Kind.MULTIPART;
            open.place = Place.PREAMBLE;
            register(open, node.content.parameter("boundary").orElse("").stripTrailing());
        } else if (message && parts < limits.parts()) {
            node.kind = Node.Kind.MESSAGE;
            open.place = Place.BETWEEN;
            parts++;
            Node child = new Node(node.childId());
            node.children.add(child);
            push(child, false);
            child.bodyStart = bodyStart;
        } else if (node.content.type().equals("text/plain")
                && node.content.encoding() == Content.Encoding.IDENTITY) {
            open.uu = new UuFiles();
        }
    }

    /** Whether a message is in the body as it is; one that is encoded is looked at when opened. */
    private static boolean isMessage(Content content) {
        return content.encoding() == Content.Encoding.IDENTITY
                && (content.type().equals("message/rfc822")
                        || content.type().equals("message/global")
                        || content.type().equals("message/news"));
    }

    private void register(Open open, String boundary) {
        String octets =
                new String(
                        boundary.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
        if (!octets.isEmpty() && octets.length() < BOUNDARY_MAX) {
            open.boundary = octets;
            Integer outer = levels.put(octets, stack.size() - 1);
            open.shadowed = outer == null ? -1 : outer;
        }
    }

    private void leafLine(Open open) {
        Node node = open.node;
        node.lineOctets += lines.content();
        if (lines.content() > 0 && lines.whole()) {
            int length = lines.length();
            node.padding = lines.at(length - 1) != '=' ? 0 : lines.at(length - 2) != '=' ? 1 : 2;
        }
        open.uu.line(lines);
    }

    /**
     * A line that looks like a boundary with a Content field behind it is taken for the boundary
     * when the one that was said has not come yet.
     */
    private void preambleLine(Open open) {
        if (!open.guess.isEmpty() && lines.startsWith("content-")) {
            warn(Warning.Code.BAD_BOUNDARY, open.guess);
            forget(open);
            register(open, open.guess);
            openChild(open);
            open.guess = "";
            if (top() != open) {
                top().node.bodyStart = lines.start();
                line();
            }
        } else {
            boolean dashes = lines.at(0) == '-' && lines.at(1) == '-';
            String guess = dashes && lines.whole() ? lines.text().substring(2).strip() : "";
            open.guess = guess.indexOf(' ') < 0 && guess.length() <= 200 ? guess : "";
        }
    }
}
