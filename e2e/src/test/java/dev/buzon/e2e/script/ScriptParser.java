package dev.buzon.e2e.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a script; whatever it does not know is an error with file and line. */
public final class ScriptParser {
    /** The largest script, in octets. */
    public static final int FILE_OCTETS_MAX = 1 << 16;

    private static final String ENDING = ".session";
    private static final Pattern HEADER = Pattern.compile("([a-z-]+): ([^ ].*)");
    private static final Pattern ROW = Pattern.compile("[A-Z]-[0-9]{3}|rival-[a-z0-9-]+");
    private static final Set<String> KEYS = Set.of("rows", "rfc", "fixture", "profile", "options");

    private final String file;
    private final List<String> lines;
    private int number;

    private ScriptParser(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * The script in this file.
     *
     * @throws ScriptException when it is malformed or larger than {@link #FILE_OCTETS_MAX}
     */
    public static Script read(Path path) {
        var name = String.valueOf(path.getFileName());
        try {
            if (Files.size(path) > FILE_OCTETS_MAX) {
                throw new ScriptException(name, 1, "more than " + FILE_OCTETS_MAX + " octets");
            }
            return parse(name, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The script with this file name and text.
     *
     * @throws ScriptException when it is malformed
     */
    public static Script parse(String file, String text) {
        return new ScriptParser(file, text.lines().toList()).script();
    }

    private Script script() {
        if (!file.endsWith(ENDING)) {
            throw wrong("the name of a script ends in " + ENDING);
        }
        var header = header();
        var profile = oneOf("profile", need(header, "profile"), Profile.values(), Profile::word);
        var fixture = oneOf("fixture", need(header, "fixture"), Fixture.values(), Fixture::name);
        var rows = List.of(need(header, "rows").split(" ", -1));
        rows.stream()
                .filter(row -> !ROW.matcher(row).matches())
                .findFirst()
                .ifPresent(this::badRow);
        var rfcs = new ArrayList<Integer>();
        for (var rfc : need(header, "rfc").split(" ", -1)) {
            rfcs.add(integer(rfc, 1, 99_999));
        }
        var options = EnumSet.noneOf(Option.class);
        if (header.containsKey("options")) {
            for (var word : need(header, "options").split(" ", -1)) {
                options.add(oneOf("option", word, Option.values(), Option::word));
            }
        }
        var exemptions = exemptions(header);
        var steps = new StepParser(file, profile.door()).parse(lines, number);
        var name = file.substring(0, file.length() - ENDING.length());
        return new Script(name, rows, rfcs, fixture, profile, options, exemptions, steps);
    }

    private Map<String, String> header() {
        var header = new TreeMap<String, String>();
        while (number < lines.size() && !lines.get(number).isEmpty()) {
            var line = lines.get(number++);
            if (line.startsWith("#")) {
                continue;
            }
            var matcher = HEADER.matcher(line);
            if (!matcher.matches() || !known(matcher.group(1))) {
                throw wrong("not a line of a header: " + line);
            }
            if (header.put(matcher.group(1), matcher.group(2)) != null) {
                throw wrong("twice in the header: " + matcher.group(1));
            }
        }
        return header;
    }

    private static boolean known(String key) {
        return KEYS.contains(key)
                || List.of(ReaderName.values()).stream().anyMatch(r -> r.word().equals(key));
    }

    private Map<ReaderName, Script.Exemption> exemptions(Map<String, String> header) {
        var exemptions = new EnumMap<ReaderName, Script.Exemption>(ReaderName.class);
        for (var reader : ReaderName.values()) {
            var text = Optional.ofNullable(header.get(reader.word()));
            text.map(this::exemption).ifPresent(e -> exemptions.put(reader, e));
        }
        return exemptions;
    }

    private Script.Exemption exemption(String text) {
        if (text.startsWith("no, ")) {
            return new Script.Exemption.No(text.substring("no, ".length()));
        }
        if (text.startsWith("not yet, ")) {
            return new Script.Exemption.NotYet(text.substring("not yet, ".length()));
        }
        throw wrong("a reader is excused by 'no, REASON' or 'not yet, REASON'");
    }

    private String need(Map<String, String> header, String key) {
        return Optional.ofNullable(header.get(key))
                .orElseThrow(() -> wrong("the header has no " + key));
    }

    private <T> T oneOf(String what, String word, T[] values, Function<T, String> words) {
        for (var value : values) {
            if (words.apply(value).equals(word)) {
                return value;
            }
        }
        throw wrong("unknown " + what + " " + word);
    }

    private int integer(String digits, int least, int most) {
        if (digits.matches("[0-9]{1,5}")) {
            var value = Integer.parseInt(digits);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw wrong("not a number from " + least + " to " + most + ": " + digits);
    }

    private void badRow(String row) {
        throw wrong("not the id of a row: " + row);
    }

    private ScriptException wrong(String what) {
        return new ScriptException(file, Math.max(1, number), what);
    }
}
