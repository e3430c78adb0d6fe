package dev.buzon.reader.work;

import java.util.List;

/**
 * Something said to a person, in whatever language they read: the name of a text of the reader and
 * what goes into it.
 *
 * @param text the name of the text, such as {@code work.away}
 * @param with what its {@code %s} stand for, in order
 */
public record Sentence(String text, List<String> with) {
    /** Nothing to say. */
    public static final Sentence NONE = new Sentence("", List.of());

    /** Keeps a copy. */
    public Sentence {
        with = List.copyOf(with);
    }

    /** The text of this name. */
    public static Sentence of(String text, Object... with) {
        return new Sentence(text, List.of(with).stream().map(String::valueOf).toList());
    }

    /** Whether there is nothing to say. */
    public boolean isNone() {
        return text.isEmpty();
    }
}
