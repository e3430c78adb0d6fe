package dev.buzon.reader.index;

import dev.buzon.reader.index.Wanted.Word;
import java.util.List;
import java.util.stream.Collectors;

/** Words a person searches for, in the language of SQLite's FTS5. All of them stand in quotes. */
final class Words {
    private static final int TOKENS =
            1 << Character.UPPERCASE_LETTER
                    | 1 << Character.LOWERCASE_LETTER
                    | 1 << Character.TITLECASE_LETTER
                    | 1 << Character.MODIFIER_LETTER
                    | 1 << Character.OTHER_LETTER
                    | 1 << Character.DECIMAL_DIGIT_NUMBER
                    | 1 << Character.LETTER_NUMBER
                    | 1 << Character.OTHER_NUMBER;

    private Words() {}

    /** Whether there is anything in a text that the index has words of. */
    static boolean anyLetter(String text) {
        return text.codePoints().anyMatch(Words::letter);
    }

    private static boolean letter(int c) {
        return (TOKENS >> Character.getType(c) & 1) != 0;
    }

    /** What finds messages with all of these and none of those; there is at least one of these. */
    static String all(List<Word> words, List<Word> without) {
        String all = words.stream().map(Words::one).collect(Collectors.joining(" AND "));
        return without.isEmpty() ? all : "(" + all + ") NOT (" + any(without) + ")";
    }

    /** What finds messages with any of these; there is at least one. */
    static String any(List<Word> words) {
        return words.stream().map(Words::one).collect(Collectors.joining(" OR "));
    }

    private static String one(Word word) {
        String quoted = "\"" + plain(word.text()) + "\"" + (word.whole() ? "" : "*");
        return switch (word.field()) {
            case ANYWHERE -> quoted;
            case FROM -> "{sender} : " + quoted;
            case TO -> "{recipients} : " + quoted;
            case SUBJECT -> "{subject} : " + quoted;
        };
    }

    /** What is no letter separates words; so nothing of the query language is left. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    boolean kept = letter(c) || Character.getType(c) == MARK;
                    plain.appendCodePoint(kept ? c : ' ');
                });
        return plain.toString();
    }

    private static final int MARK = Character.NON_SPACING_MARK;
}
