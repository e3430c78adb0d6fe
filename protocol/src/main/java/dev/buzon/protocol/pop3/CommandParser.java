package dev.buzon.protocol.pop3;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.Command.Malformed;
import dev.buzon.protocol.pop3.Command.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads one line, its end cut off, as a command (RFC 1939 §3, RFC 2449 §4). Never fails: what is no
 * command is {@link Malformed}. Tolerated, because it endangers nobody: lower case, several blanks
 * before an argument, blanks at the end (but of PASS), leading zeros.
 */
public final class CommandParser {
    private CommandParser() {}

    /** The command in this line. */
    public static Command parse(byte[] line) {
        int end = keywordEnd(line);
        // In ASCII: the capital of sharp s is SS, and a keyword with one is not PASS.
        String keyword =
                new String(line, 0, end, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
        if (keyword.equals("PASS")) {
            // Before anything is trimmed: blanks at the end are part of the password.
            return end == line.length
                    ? bad(Problem.ARGUMENTS)
                    : new Command.Pass(Secret.of(Arrays.copyOfRange(line, end + 1, line.length)));
        }
        return rest(line, end).map(rest -> command(keyword, rest)).orElse(bad(Problem.TEXT));
    }

    private static Command command(String keyword, String rest) {
        String[] words = rest.isEmpty() ? new String[0] : rest.split(" +", -1);
        return switch (keyword) {
            case "STAT" -> alone(words, new Command.Stat());
            case "NOOP" -> alone(words, new Command.Noop());
            case "RSET" -> alone(words, new Command.Rset());
            case "QUIT" -> alone(words, new Command.Quit());
            case "CAPA" -> alone(words, new Command.Capa());
            case "STLS" -> alone(words, new Command.Stls());
            case "UTF8" -> alone(words, new Command.Utf8());
            case "LIST" -> perhapsNumbered(words, Command.List::new);
            case "UIDL" -> perhapsNumbered(words, Command.Uidl::new);
            case "RETR" ->
                    words.length == 1
                            ? numbered(words[0], Command.Retr::new)
                            : bad(Problem.ARGUMENTS);
            case "DELE" ->
                    words.length == 1
                            ? numbered(words[0], Command.Dele::new)
                            : bad(Problem.ARGUMENTS);
            case "TOP" -> words.length == 2 ? top(words[0], words[1]) : bad(Problem.ARGUMENTS);
            case "USER" -> words.length == 1 ? new Command.User(words[0]) : bad(Problem.ARGUMENTS);
            case "APOP" ->
                    words.length == 2
                            ? new Command.Apop(words[0], words[1])
                            : bad(Problem.ARGUMENTS);
            case "AUTH" -> auth(words);
            case "LANG" ->
                    words.length <= 1
                            ? new Command.Lang(Arrays.stream(words).findFirst())
                            : bad(Problem.ARGUMENTS);
            case "LAST", "RPOP", "XTND", "XSENDER" -> bad(Problem.OBSOLETE);
            case "GET",
                    "POST",
                    "PUT",
                    "HEAD",
                    "OPTIONS",
                    "EHLO",
                    "HELO",
                    "HOST:",
                    "CONNECT",
                    "DELETE" ->
                    bad(Problem.OTHER_PROTOCOL);
            default -> bad(Problem.UNKNOWN); // keywords are text, not a sealed type
        };
    }

    private static Command auth(String[] words) {
        return switch (words.length) {
            case 0 -> new Command.AuthList();
            case 1 -> new Command.Auth(words[0].toUpperCase(Locale.ROOT), Optional.empty());
            case 2 -> new Command.Auth(words[0].toUpperCase(Locale.ROOT), Optional.of(words[1]));
            default -> bad(Problem.ARGUMENTS); // a number of words
        };
    }

    private static Command top(String number, String lines) {
        OptionalInt n = number(number);
        OptionalInt k = number(lines);
        return n.isPresent() && k.isPresent()
                ? new Command.Top(n.getAsInt(), k.getAsInt())
                : bad(Problem.ARGUMENTS);
    }

    private static Command alone(String[] words, Command command) {
        return words.length == 0 ? command : bad(Problem.ARGUMENTS);
    }

    private static Command perhapsNumbered(String[] words, Function<OptionalInt, Command> command) {
        return switch (words.length) {
            case 0 -> command.apply(OptionalInt.empty());
            case 1 -> numbered(words[0], n -> command.apply(OptionalInt.of(n)));
            default -> bad(Problem.ARGUMENTS); // a number of words
        };
    }

    private static Command numbered(String word, Function<Integer, Command> command) {
        OptionalInt n = number(word);
        return n.isPresent() ? command.apply(n.getAsInt()) : bad(Problem.ARGUMENTS);
    }

    /**
     * Digits only; a value that no int holds becomes the largest one, which is no message's number
     * and more lines than any has.
     */
    private static OptionalInt number(String word) {
        long value = 0;
        for (int i = 0; i < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            value = Math.min(value * 10 + digit, Integer.MAX_VALUE);
        }
        return word.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value);
    }

    private static int keywordEnd(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] != ' ') {
            end++;
        }
        return end;
    }

    /**
     * The arguments as text, blanks at both ends cut off; empty when they are not well-formed UTF-8
     * or have control characters.
     */
    private static Optional<String> rest(byte[] line, int from) {
        int to = line.length;
        while (to > from && line[to - 1] == ' ') {
            to--;
        }
        int start = from;
        while (start < to && line[start] == ' ') {
            start++;
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line, start, to - start))
                            .toString();
            return text.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Malformed bad(Problem problem) {
        return new Malformed(problem);
    }
}
