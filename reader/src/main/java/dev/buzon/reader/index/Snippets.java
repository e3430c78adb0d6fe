package dev.buzon.reader.index;

import dev.buzon.reader.mime.Mail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Shows where in a message the words were found. */
final class Snippets {
    /** Before a word that was found. */
    static final char BEGIN = '\u0002';

    /** Behind it. */
    static final char END = '\u0003';

    private static final int LENGTH = 160;
    private static final int LEAD = 40;

    /** Larger files are not read for a snippet. */
    private static final long OCTETS_MAX = 1 << 20;

    /** After this time rows get what is known without reading files. */
    private static final Duration PATIENCE = Duration.ofMillis(60);

    private final List<String> words;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    Snippets(Wanted wanted) {
        List<String> folded = new ArrayList<>();
        for (Wanted.Word word : wanted.words()) {
            for (String part : Folding.foldInPlace(word.text()).split("[^\\p{L}\\p{N}]+", -1)) {
                if (!part.isEmpty()) {
                    folded.add(part);
                }
            }
        }
        words = folded;
    }

    /** Finds a message's file. */
    @FunctionalInterface
    interface Files {
        Optional<Path> of(Row row) throws IOException;
    }

    Row with(Row row, Files files) {
        String preview = clean(row.preview());
        if (words.isEmpty() || (places(preview).isEmpty() && patient(row))) {
            String text = words.isEmpty() ? preview : text(row, files).orElse(preview);
            return row.with(Optional.of(around(text)));
        }
        return row.with(Optional.of(around(preview)));
    }

    private boolean patient(Row row) {
        return row.octets() <= OCTETS_MAX && System.nanoTime() < end;
    }

    private Optional<String> text(Row row, Files files) {
        try {
            Optional<Path> file = files.of(row);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(clean(Mail.of(file.get()).searchText()))
                            .filter(text -> !places(text).isEmpty());
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the preview does as well
        }
    }

    private static String clean(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** Where words begin, and how long they are. */
    private NavigableMap<Integer, Integer> places(String text) {
        NavigableMap<Integer, Integer> places = new TreeMap<>();
        String folded = Folding.foldInPlace(text);
        for (String word : words) {
            int at = folded.indexOf(word);
            while (at >= 0 && places.size() < 100) {
                if (at == 0 || !Character.isLetterOrDigit(folded.charAt(at - 1))) {
                    places.merge(at, word.length(), Math::max);
                }
                at = folded.indexOf(word, at + word.length());
            }
        }
        return places;
    }

    private String around(String text) {
        NavigableMap<Integer, Integer> all = places(text);
        int first = all.isEmpty() ? 0 : all.firstKey();
        int from = first <= LEAD ? 0 : blank(text, first - LEAD, first);
        int to = Math.min(text.length(), from + LENGTH);
        StringBuilder out = new StringBuilder(from > 0 ? "… " : "");
        int at = from;
        for (var place : all.tailMap(from, true).entrySet()) {
            int end = place.getKey() + place.getValue();
            if (place.getKey() >= at && end <= to) {
                out.append(text, at, place.getKey()).append(BEGIN);
                out.append(text, place.getKey(), end).append(END);
                at = end;
            }
        }
        out.append(Folding.cut(text.substring(at), Math.max(0, to - at)));
        return out.append(to < text.length() ? "…" : "").toString();
    }

    /** The beginning of a word between two places. */
    private static int blank(String text, int from, int to) {
        int blank = text.indexOf(' ', from);
        return blank < 0 || blank >= to ? from : blank + 1;
    }
}
