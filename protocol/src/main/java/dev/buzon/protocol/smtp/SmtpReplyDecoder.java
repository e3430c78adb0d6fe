package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads another server's replies from octets in pieces of any size (RFC 5321 §4.2.1). Tolerant
 * where it costs nothing: unknown codes, missing text, lone LF, long lines; control characters in a
 * text become U+FFFD. What is no reply at all is a fault, and the connection is of no further use.
 */
public final class SmtpReplyDecoder {
    /** Octets of one line; four times what RFC 5321 §4.5.3.1.5 lets a server send, and more. */
    public static final int LINE_OCTETS = 16_384;

    /** Lines of one reply. */
    public static final int LINES = 256;

    private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)(?:([ -])(.*))?");
    private static final Pattern STATUS =
            Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: (.*))?");

    private final byte[] line = new byte[LINE_OCTETS];
    private int length;
    private int code;
    private final List<String> texts = new ArrayList<>();

    /** What came. */
    public sealed interface Received {
        /** A reply. */
        record Reply(SmtpReply reply) implements Received {}

        /** Something that is no SMTP reply, or has no end: close. */
        record Fault() implements Received {}
    }

    /**
     * Takes octets of {@code in} up to the end of a reply; its position moves.
     *
     * @return the reply or a fault, or empty if {@code in} is exhausted before the reply is
     *     complete
     */
    public Optional<Received> read(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte octet = in.get();
            if (octet == '\n') {
                Optional<Received> received = endOfLine();
                length = 0;
                if (received.isPresent()) {
                    return received;
                }
            } else if (length == LINE_OCTETS) {
                return Optional.of(new Received.Fault());
            } else {
                line[length] = octet;
                length++;
            }
        }
        return Optional.empty();
    }

    private Optional<Received> endOfLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Matcher matcher = LINE.matcher(printable(new String(line, 0, end, UTF_8)));
        if (!matcher.matches() || texts.size() == LINES) {
            return Optional.of(new Received.Fault());
        }
        int lineCode = Integer.parseInt(matcher.group(1));
        if (!texts.isEmpty() && lineCode != code) {
            return Optional.of(new Received.Fault());
        }
        code = lineCode;
        texts.add(Optional.ofNullable(matcher.group(3)).orElse(""));
        if ("-".equals(matcher.group(2))) {
            return Optional.empty();
        }
        SmtpReply reply = reply();
        texts.clear();
        return Optional.of(new Received.Reply(reply));
    }

    /** Takes the status code off each line if the first one has one that fits (RFC 2034 §4). */
    private SmtpReply reply() {
        Matcher first = STATUS.matcher(texts.getFirst());
        if (!first.matches() || first.group(1).charAt(0) - '0' != code / 100) {
            return new SmtpReply(code, Optional.empty(), texts);
        }
        List<String> plain = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = STATUS.matcher(text);
            boolean has = matcher.matches();
            plain.add(has ? Optional.ofNullable(matcher.group(2)).orElse("") : text);
        }
        return new SmtpReply(code, Optional.of(first.group(1)), plain);
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .map(point -> Characters.isControl(point) ? 0xfffd : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
