package dev.buzon.cli;

import dev.buzon.client.secret.Prompt;
import dev.buzon.protocol.Secret;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param colours whether {@code out} is a terminal whose user wants colours
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean colours, Texts texts) {
    /** A colour for a line. */
    enum Colour {
        PLAIN(""),
        DIM("\u001b[2m"),
        GREEN("\u001b[32m"),
        RED("\u001b[31m"),
        CYAN("\u001b[36m"),
        BOLD("\u001b[1m");

        private static final String END = "\u001b[0m";
        private final String start;

        Colour(String start) {
            this.start = start;
        }
    }

    /**
     * The process's own. {@code ./buzon} says whether its output is a terminal, because Java would
     * load a line editor to find out.
     */
    static Terminal system() {
        Map<String, String> environment = System.getenv();
        return new Terminal(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("buzon.terminal")
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb"),
                Texts.of(environment));
    }

    /** Prints the text of this name. */
    void say(String name, Object... with) {
        line(Colour.PLAIN, texts.text(name, with));
    }

    /** Prints a line; whatever could move the cursor or turn the writing is shown as �. */
    void line(Colour colour, String line) {
        String clean = clean(line);
        out.println(colours && colour != Colour.PLAIN ? colour.start + clean + Colour.END : clean);
    }

    /** Prints a line that says why something failed, to the error output. */
    void complain(String line) {
        err.println("buzon: " + clean(line));
    }

    /** The text without control and format characters, but for line ends and tabs. */
    static String clean(String text) {
        return text.codePoints()
                .map(c ->
                        c != '\n'
                                        && c != '\t'
                                        && (Character.getType(c) == Character.CONTROL
                                                || Character.getType(c) == Character.FORMAT)
                                ? 0xfffd
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Asks and reads a line; empty when there is no terminal to ask, or the person ended the input.
     */
    @SuppressWarnings("SystemConsoleNull") // as below
    Optional<String> ask(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        return Optional.ofNullable(console.readLine("%s ", clean(prompt))).map(String::strip);
    }

    /** How a person is asked for a secret here. */
    Prompt prompt() {
        return what -> password(what).map(Secret::of);
    }

    /**
     * Asks for a password without echo; empty when there is no terminal to ask, or the person ended
     * the input.
     */
    @SuppressWarnings("SystemConsoleNull") // it does where ./buzon asks for java.base's console
    Optional<byte[]> password(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s: ", prompt);
        if (typed == null) {
            return Optional.empty();
        }
        byte[] octets = new String(typed).getBytes(StandardCharsets.UTF_8);
        Arrays.fill(typed, ' ');
        return Optional.of(octets);
    }
}
