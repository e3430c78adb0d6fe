package dev.buzon.server.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used: everything that is wrong with it, for the person who wrote
 * it.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param file the file as it was named
     * @param line its line, from 1; 0 if it is about the whole file
     * @param text what is wrong and what would be right
     */
    public record Problem(String file, int line, String text) {
        /** As compilers print it: {@code buzon.toml:12: unknown key ...}. */
        @Override
        public String toString() {
            return line == 0 ? file + ": " + text : file + ":" + line + ": " + text;
        }
    }
}
