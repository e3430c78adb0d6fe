package dev.buzon.e2e.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row of docs/rfc/requirements.tsv.
 *
 * @param row its id
 * @param level MUST, MUST NOT, SHOULD, MAY or quirk
 * @param paraphrase what it asks for, in our own words
 * @param kind how it is shown
 * @param tests named tests, as Class#method
 */
record Requirement(String row, String level, String paraphrase, Kind kind, List<String> tests) {
    /** Where the rows are, seen from the module's folder. */
    static final Path FILE = Path.of("../docs/rfc/requirements.tsv");

    private static final List<String> LEVELS =
            List.of("MUST", "MUST NOT", "SHOULD", "MAY", "quirk");
    private static final int COLUMNS = 5;

    /** How a row is shown to hold. */
    enum Kind {
        /** By scripts, and perhaps by named tests too. */
        SCRIPT,
        /** By named tests only: it needs time, a crash, a certificate, or many cases. */
        TEST,
        /** Not yet; it is known to be missing. Allowed for no MUST. */
        OPEN,
        /** Not in this issue: what it is about does not exist yet. */
        LATER
    }

    /** Whether a page without it would be a lie. */
    boolean must() {
        return level.startsWith("MUST");
    }

    /** All rows, in the order of the file. */
    static List<Requirement> read() {
        var requirements = new ArrayList<Requirement>();
        try {
            for (var line : Files.readAllLines(FILE)) {
                if (!line.startsWith("#")) {
                    requirements.add(parse(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requirements;
    }

    private static Requirement parse(String line) {
        var cells = line.split("\t", -1);
        if (cells.length != COLUMNS || !LEVELS.contains(cells[1])) {
            throw new IllegalArgumentException(FILE + ": not a row: " + line);
        }
        var kind = Kind.valueOf(cells[3].toUpperCase(Locale.ROOT));
        var tests = cells[4].equals("-") ? List.<String>of() : List.of(cells[4].split(",", -1));
        return new Requirement(cells[0], cells[1], cells[2], kind, tests);
    }
}
