package dev.buzon.client.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as words in one line. Blanks separate; what stands in single or double quotes belongs
 * together and means itself, but for a backslash in double quotes, which takes the meaning from the
 * character behind it. Nothing is replaced: no variables, no wildcards, no tilde.
 */
final class CommandWords {
    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"]+");

    private final String line;
    private final List<String> words = new ArrayList<>();
    private Optional<StringBuilder> word = Optional.empty();
    private int at;

    private CommandWords(String line) {
        this.line = line;
    }

    /**
     * The words of a line.
     *
     * @throws IllegalArgumentException when a quote has no end
     */
    static List<String> split(String line) {
        return new CommandWords(line).all();
    }

    /** A line that has these words. */
    static String join(List<String> words) {
        return String.join(" ", words.stream().map(CommandWords::quoted).toList());
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<String> all() {
        while (at < line.length()) {
            char c = line.charAt(at);
            at++;
            switch (c) {
                case ' ' -> finish();
                case '\'', '"' -> quoted(c);
                default -> word().append(c);
            }
        }
        finish();
        return words;
    }

    private void quoted(char quote) {
        var text = word();
        while (at < line.length()) {
            char c = line.charAt(at);
            at++;
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote == '"' && at < line.length()) {
                c = line.charAt(at);
                at++;
            }
            text.append(c);
        }
        throw new IllegalArgumentException("a quote in the command has no end");
    }

    private StringBuilder word() {
        var present = word.orElseGet(StringBuilder::new);
        word = Optional.of(present);
        return present;
    }

    private void finish() {
        word.ifPresent(text -> words.add(text.toString()));
        word = Optional.empty();
    }
}
