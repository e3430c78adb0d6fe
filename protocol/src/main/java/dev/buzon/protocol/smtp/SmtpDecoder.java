package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts the client's octets into lines (RFC 5321 §2.3.8: only CRLF ends one). It takes pieces of any
 * size, holds one unfinished line at most, and reads lines that are too long to their end, so that
 * the conversation stays in step. Content of messages goes through {@link SmtpBody} instead.
 *
 * <p>After a TLS handshake a new decoder is used (RFC 3207 §4.2).
 */
public final class SmtpDecoder {
    /** Octets of a command line with its CRLF (RFC 5321 §4.5.3.1.4). */
    public static final int LINE_OCTETS = 512;

    /**
     * Octets of a MAIL line: what SIZE (26), BODY (17), SMTPUTF8 (10), AUTH (500), RET (9) and
     * ENVID (107) add (RFC 1870 §3, RFC 6152 §2, RFC 6531 §3.1, RFC 4954 §3, RFC 3461 §4.3, §4.4).
     */
    public static final int MAIL_LINE_OCTETS = LINE_OCTETS + 26 + 17 + 10 + 500 + 9 + 107;

    /** Octets of a RCPT line: what NOTIFY (29) and ORCPT (507) add (RFC 3461 §4.1, §4.2). */
    public static final int RCPT_LINE_OCTETS = LINE_OCTETS + 29 + 507;

    /** Octets of an AUTH or SASL line; RFC 4954 §4 asks for 12,288 (S-038). */
    public static final int SASL_LINE_OCTETS = 65_536;

    /** Octets of a line that is too long, before we stop to wait for its end. */
    public static final int FLOOD_OCTETS = 1 << 20;

    private static final byte TLS_HANDSHAKE = 0x16; // RFC 8446 §5.1

    private byte[] line = new byte[LINE_OCTETS];
    private int length;
    private int limit = LINE_OCTETS;
    private byte last;

    /** What the next line is, which decides how long it may be. */
    public enum Expect {
        COMMAND,
        SASL_RESPONSE
    }

    /**
     * Takes octets of {@code in} up to the end of a line; its position moves.
     *
     * @return the line, or empty if {@code in} is exhausted before the line is complete
     */
    public Optional<SmtpInput> read(ByteBuffer in, Expect expect) {
        while (in.hasRemaining()) {
            byte octet = in.get();
            if (length == 0) {
                if (octet == TLS_HANDSHAKE) {
                    return Optional.of(new SmtpInput.TlsHello());
                }
                limit = expect == Expect.SASL_RESPONSE ? SASL_LINE_OCTETS : LINE_OCTETS;
            }
            boolean complete = octet == '\n' && last == '\r';
            append(octet);
            if (complete) {
                return Optional.of(finish());
            }
            if (length > FLOOD_OCTETS) {
                return Optional.of(new SmtpInput.Flood());
            }
        }
        return Optional.empty();
    }

    /** Whether a line has begun and not ended. */
    public boolean inLine() {
        return length > 0;
    }

    private void append(byte octet) {
        last = octet;
        if (length < limit) {
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(line.length * 2, SASL_LINE_OCTETS));
            }
            line[length] = octet;
        }
        length++;
        if (length == 5 && limit == LINE_OCTETS) {
            limit = commandLimit();
        }
    }

    private int commandLimit() {
        if (line[4] != ' ') {
            return LINE_OCTETS;
        }
        return switch (new String(line, 0, 4, US_ASCII).toUpperCase(Locale.ROOT)) {
            case "MAIL" -> MAIL_LINE_OCTETS;
            case "RCPT" -> RCPT_LINE_OCTETS;
            case "AUTH" -> SASL_LINE_OCTETS;
            default -> LINE_OCTETS;
        };
    }

    private SmtpInput finish() {
        SmtpInput input = length > limit ? tooLong() : text(length - 2);
        Arrays.fill(line, 0, Math.min(length, line.length), (byte) 0); // it may be a password
        if (line.length > MAIL_LINE_OCTETS) {
            line = new byte[LINE_OCTETS];
        }
        length = 0;
        last = 0;
        return input;
    }

    private SmtpInput tooLong() {
        return new SmtpInput.TooLong(limit == SASL_LINE_OCTETS);
    }

    private SmtpInput text(int octets) {
        try {
            ByteBuffer content = ByteBuffer.wrap(line, 0, octets);
            return new SmtpInput.Line(UTF_8.newDecoder().decode(content).toString());
        } catch (CharacterCodingException _) {
            return new SmtpInput.NotText();
        }
    }
}
