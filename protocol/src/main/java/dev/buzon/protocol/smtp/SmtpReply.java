package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One reply, of our server or of another one (RFC 5321 §4.2).
 *
 * @param code three digits, the first one 2, 3, 4 or 5
 * @param status the enhanced status code of the same class, if there is one (RFC 2034 §4)
 * @param lines the text of each line, without code, status and line end; at least one, without
 *     control characters
 */
public record SmtpReply(int code, Optional<String> status, List<String> lines) {
    /** Octets of a printed reply line with its CRLF (RFC 5321 §4.5.3.1.5). */
    public static final int LINE_OCTETS = 512;

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    /** What the first digit says; the others are for people (RFC 5321 §4.2.1, S-026). */
    public enum Kind {
        /** 2yz: done. */
        DONE,
        /** 3yz: go on with the second half. */
        GO_ON,
        /** 4yz: not now. */
        LATER,
        /** 5yz: no. */
        NEVER
    }

    public SmtpReply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException("no SMTP reply: " + code);
        }
        for (String line : lines) {
            if (Characters.hasControl(line)) {
                throw new IllegalArgumentException("a reply line holds a control character");
            }
        }
        status.ifPresent(text -> requireStatus(code, text));
    }

    private static void requireStatus(int code, String status) {
        if (!STATUS.matcher(status).matches() || status.charAt(0) - '0' != code / 100) {
            throw new IllegalArgumentException("status " + status + " does not fit " + code);
        }
    }

    static SmtpReply of(int code, String status, String text) {
        return new SmtpReply(code, Optional.of(status), List.of(text));
    }

    static SmtpReply bare(int code, String... lines) {
        return new SmtpReply(code, Optional.empty(), List.of(lines));
    }

    /** What the reply means for the one who reads it. */
    public Kind kind() {
        return switch (code / 100) {
            case 2 -> Kind.DONE;
            case 3 -> Kind.GO_ON;
            case 4 -> Kind.LATER;
            default -> Kind.NEVER;
        };
    }

    /**
     * The reply as it goes over the wire, each line with code, status and CRLF. A line that would
     * be longer than {@link #LINE_OCTETS} is cut, except a SASL challenge (RFC 4954 §4).
     */
    public byte[] octets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            char mark = i < lines.size() - 1 ? '-' : ' ';
            String prefix = code + String.valueOf(mark) + status.map(s -> s + " ").orElse("");
            byte[] line = (prefix + lines.get(i)).getBytes(UTF_8);
            int length = code == 334 ? line.length : Math.min(line.length, LINE_OCTETS - 2);
            out.write(line, 0, length);
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }
}
