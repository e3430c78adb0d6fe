package dev.buzon.protocol.sasl;

import java.util.Arrays;
import java.util.Base64;

/** A line of the client within an exchange: Base64, or the star that gives up (RFC 5034 §4). */
public sealed interface SaslLine {
    /**
     * The longest line that is read, without its CRLF; RFC 5034 §4 wants 12,288 octets at least.
     */
    int MAX_OCTETS = 65_536;

    /** A message of the mechanism. */
    record Message(SaslMessage message) implements SaslLine {}

    /** The client gives up ({@code *}). */
    record Cancel() implements SaslLine {}

    /** Not Base64 in the strict form of RFC 4648 §4. */
    record Malformed() implements SaslLine {}

    /**
     * Longer than {@link #MAX_OCTETS}; the driver may also say so itself, having skipped the line.
     */
    record TooLong() implements SaslLine {}

    /** Reads a line that answers a challenge; the octets are those before the CRLF. */
    static SaslLine response(byte[] line) {
        if (line.length == 1 && line[0] == '*') {
            return new Cancel();
        }
        return decode(line);
    }

    /** Reads the argument of AUTH that follows the name of the mechanism; {@code =} means empty. */
    static SaslLine initialResponse(byte[] argument) {
        if (argument.length == 1 && argument[0] == '=') {
            return new Message(SaslMessage.empty());
        }
        // An argument of no octets is no initial response, and nobody may mean one by it.
        return argument.length == 0 ? new Malformed() : decode(argument);
    }

    private static SaslLine decode(byte[] line) {
        if (line.length > MAX_OCTETS) {
            return new TooLong();
        }
        if (line.length % 4 != 0) {
            return new Malformed(); // the decoder of the JDK would take missing padding
        }
        try {
            byte[] octets = Base64.getDecoder().decode(line);
            // RFC 4648 §3.5: bits that mean nothing must be zero, or two lines would mean the same.
            boolean canonical = Arrays.equals(Base64.getEncoder().encode(octets), line);
            return canonical ? new Message(SaslMessage.of(octets)) : new Malformed();
        } catch (IllegalArgumentException _) {
            return new Malformed();
        }
    }
}
