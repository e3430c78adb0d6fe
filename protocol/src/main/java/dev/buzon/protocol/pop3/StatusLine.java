package dev.buzon.protocol.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The first line of a server's answer, as a client reads it (RFC 1939 §3, RFC 2449 §8).
 *
 * @param ok whether the status is positive
 * @param code the response code in upper case, unknown ones too, without its brackets
 * @param text what follows, the code taken off
 */
public record StatusLine(boolean ok, Optional<String> code, String text) {
    /**
     * The known code that this line carries, deeper levels ignored: {@code SYS/TEMP/DISK} is
     * SYS/TEMP (RFC 2449 §8).
     */
    public Optional<Code> knownCode() {
        for (Code known : Code.values()) {
            if (code.filter(c -> c.equals(known.wire()) || c.startsWith(known.wire() + "/"))
                    .isPresent()) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /**
     * The status line in these octets, line end cut off; empty when they are no status line. The
     * case of the status is ignored.
     */
    public static Optional<StatusLine> parse(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        String upper = text.substring(0, Math.min(4, text.length())).toUpperCase(Locale.ROOT);
        if (upper.startsWith("+OK")) {
            return Optional.of(read(true, text.substring(3)));
        }
        return upper.equals("-ERR")
                ? Optional.of(read(false, text.substring(4)))
                : Optional.empty();
    }

    private static StatusLine read(boolean ok, String rest) {
        String text = rest.stripLeading();
        int end = text.indexOf(']');
        if (!text.startsWith("[") || end < 0) {
            return new StatusLine(ok, Optional.empty(), text);
        }
        return new StatusLine(
                ok,
                Optional.of(text.substring(1, end).toUpperCase(Locale.ROOT)),
                text.substring(end + 1).stripLeading());
    }
}
