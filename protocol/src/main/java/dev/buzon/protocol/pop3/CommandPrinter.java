package dev.buzon.protocol.pop3;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints commands as a client sends them: the inverse of {@link CommandParser}. */
public final class CommandPrinter {
    private CommandPrinter() {}

    /**
     * The line of this command, CRLF included. It may hold a password: the caller wipes it.
     *
     * @throws IllegalArgumentException when an argument holds a blank where none may be, a control
     *     character or nothing, so that it would not arrive as what it is; no octet of it is sent
     *     then
     */
    public static byte[] print(Command command) {
        return switch (command) {
            case Command.User(var name) -> words("USER", word(name));
            case Command.Pass(var password) -> pass(password);
            case Command.Apop(var name, var digest) -> words("APOP", word(name), word(digest));
            case Command.Auth(var mechanism, var initial) ->
                    optional("AUTH " + word(mechanism), initial);
            case Command.AuthList() -> words("AUTH");
            case Command.Stls() -> words("STLS");
            case Command.Utf8() -> words("UTF8");
            case Command.Capa() -> words("CAPA");
            case Command.Lang(var tag) -> optional("LANG", tag);
            case Command.Quit() -> words("QUIT");
            case Command.Stat() -> words("STAT");
            case Command.List(var number) -> numbered("LIST", number);
            case Command.Uidl(var number) -> numbered("UIDL", number);
            case Command.Retr(var number) -> words("RETR", positive(number));
            case Command.Dele(var number) -> words("DELE", positive(number));
            case Command.Top(var number, var lines) ->
                    words("TOP", positive(number), Integer.toString(Math.max(0, lines)));
            case Command.Noop() -> words("NOOP");
            case Command.Rset() -> words("RSET");
            case Command.Malformed _ ->
                    throw new IllegalArgumentException("what could not be read cannot be sent");
        };
    }

    /** A response in a SASL exchange (RFC 5034 §4), CRLF included. */
    public static byte[] response(String base64) {
        return line(base64.isEmpty() ? "" : word(base64));
    }

    private static byte[] pass(Secret password) {
        byte[] octets = password.octets();
        for (byte octet : octets) {
            if (octet == '\r' || octet == '\n' || octet == 0) {
                throw new IllegalArgumentException(
                        "a password with a line end cannot be sent by PASS");
            }
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(octets.length + 7);
        line.writeBytes("PASS ".getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(octets);
        line.writeBytes(new byte[] {'\r', '\n'});
        return line.toByteArray();
    }

    private static byte[] numbered(String keyword, OptionalInt number) {
        return number.isPresent() ? words(keyword, positive(number.getAsInt())) : words(keyword);
    }

    private static byte[] optional(String start, Optional<String> argument) {
        return argument.map(a -> words(start, word(a))).orElseGet(() -> words(start));
    }

    private static String positive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("message numbers begin with 1: " + number);
        }
        return Integer.toString(number);
    }

    private static String word(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "an argument is one word without blanks and control characters");
        }
        return text;
    }

    private static byte[] words(String... words) {
        return line(String.join(" ", words));
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
