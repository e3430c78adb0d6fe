package dev.buzon.client.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of an account's file: {@code key = value}, comments behind a {@code #} at the start of
 * a line, empty lines. A value is what stands between the first equals sign and the end of the
 * line, without blanks around it; there are no quotes and no escapes, so no value can hold a line
 * end.
 */
final class KeyValues {
    /** Characters of a file; one that is longer is none of ours. */
    static final int MOST = 64 * 1024;

    /** A value and the number of the line where it stands, from 1. */
    record Entry(String value, int line) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private KeyValues() {}

    /** Reads a text; what is wrong with it is among the {@link #problems}. */
    static KeyValues read(String text) {
        var read = new KeyValues();
        if (text.length() > MOST) {
            read.problems.add("it is longer than an account's file can be");
            return read;
        }
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                read.add(bare, number);
            }
        }
        return read;
    }

    private void add(String line, int number) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add("line " + number + ": it must be: key = value");
            return;
        }
        String key = line.substring(0, equals).strip();
        Entry entry = new Entry(line.substring(equals + 1).strip(), number);
        if (entries.putIfAbsent(key, entry) != null) {
            problems.add("line " + number + ": " + key + " is there twice");
        }
    }

    /** Takes a value out; what is left at the end is unknown. */
    Optional<Entry> take(String key) {
        return Optional.ofNullable(entries.remove(key)).filter(e -> !e.value().isEmpty());
    }

    /** Whether a key that begins so is still there. */
    boolean has(String start) {
        return entries.keySet().stream().anyMatch(key -> key.startsWith(start));
    }

    /** Notes what is wrong with a line. */
    void problem(Entry entry, String sentence) {
        problems.add("line " + entry.line() + ": " + sentence);
    }

    /** Notes what is wrong with the whole. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /** Everything that is wrong, unknown keys among it. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        entries.forEach((key, entry) -> all.add("line " + entry.line() + ": unknown key " + key));
        return all;
    }
}
