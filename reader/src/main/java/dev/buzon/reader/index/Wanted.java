package dev.buzon.reader.index;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person searches for, read from what they wrote.
 *
 * @param words what a message must have; all of it
 * @param without what it must not have; none of it
 * @param only what it is or has besides
 * @param after not older than this
 * @param before older than this
 */
public record Wanted(
        List<Word> words,
        List<Word> without,
        Set<Query.Filter> only,
        Optional<Instant> after,
        Optional<Instant> before) {
    /** Characters of a search. */
    public static final int LENGTH_MAX = 1000;

    /** Words of a search. */
    public static final int TERMS_MAX = 32;

    /** Where a word is looked for. */
    public enum Field {
        ANYWHERE,
        FROM,
        TO,
        SUBJECT
    }

    /**
     * A word or a phrase.
     *
     * @param field where it is looked for
     * @param text the word, as written
     * @param whole whether it stands like this; else other letters may follow
     */
    public record Word(Field field, String text, boolean whole) {}

    /** Keeps its lists. */
    public Wanted {
        words = List.copyOf(words);
        without = List.copyOf(without);
        only = Set.copyOf(only);
    }

    /**
     * Reads a search, written in English, in Spanish, or both: words, {@code "a phrase"}, {@code
     * -without}, {@code from:ana} ({@code de:}), {@code to:} ({@code para:}), {@code subject:}
     * ({@code asunto:}), {@code has:attachment} ({@code tiene:adjunto}), {@code is:unread} ({@code
     * es:noleído}), {@code is:starred} ({@code es:destacado}), {@code before:2026-02-01} ({@code
     * antes:}), {@code after:2026-01} ({@code después:}).
     *
     * @param zone whose midnight a day begins at
     * @throws UnreadableSearchException when it makes no sense
     */
    public static Wanted read(String text, ZoneId zone) throws UnreadableSearchException {
        return new SearchText(zone).read(text);
    }

    /** Whether nothing is asked for. */
    public boolean anything() {
        return words.isEmpty()
                && without.isEmpty()
                && only.isEmpty()
                && after.isEmpty()
                && before.isEmpty();
    }
}
