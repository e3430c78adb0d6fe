package dev.buzon.testing.wire;

import dev.buzon.testing.wire.Said.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was said over one connection, in order; the first {@link #LINES} lines of it. */
public final class Transcript {
    /** Lines that are recorded. */
    public static final int LINES = 20_000;

    private final List<Said> lines = new ArrayList<>();

    /** An empty one. */
    public Transcript() {}

    /** Adds a line. */
    public synchronized void add(Said line) {
        if (lines.size() < LINES) {
            lines.add(line);
        }
    }

    /** All lines. */
    public synchronized List<Said> lines() {
        return List.copyOf(lines);
    }

    /** What the client said, without line ends. */
    public List<String> client() {
        return of(Side.CLIENT);
    }

    /** The status lines of the server; instead of what follows them, how many octets that had. */
    public List<String> server() {
        return of(Side.SERVER);
    }

    private List<String> of(Side side) {
        return lines().stream().filter(line -> line.side() == side).map(Said::text).toList();
    }

    /** For people: {@code C:} and {@code S:}, with a star where TLS protected it. */
    @Override
    public String toString() {
        return lines().stream().map(Said::toString).collect(Collectors.joining("\n"));
    }
}
