package dev.buzon.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The fields a post office puts before a message: values in, header lines out, in UTF-8, each
 * ending in CRLF. Whatever the values are, each call gives exactly one field.
 */
public final class Trace {
    private Trace() {}

    /** How the client greeted, and so which protocol it speaks. */
    public enum Greeting {
        HELO("SMTP"),
        EHLO("ESMTP"),
        LHLO("LMTP");

        private final String keyword;

        Greeting(String keyword) {
            this.keyword = keyword;
        }
    }

    /**
     * What the WITH clause tells (RFC 3848, RFC 6531 §4.3, S-013).
     *
     * @param greeting which protocol
     * @param utf8 whether the message came with the SMTPUTF8 parameter
     * @param cipherSuite the TLS cipher suite by its registered name; empty without TLS
     * @param authenticated whether the client had logged in
     */
    public record With(
            Greeting greeting, boolean utf8, Optional<String> cipherSuite, boolean authenticated) {
        /** The registered keyword; HELO has but one. */
        public String keyword() {
            if (greeting == Greeting.HELO) {
                return greeting.keyword;
            }
            String base = greeting.keyword;
            if (utf8) { // RFC 6531 §4.3: UTF8SMTP, not UTF8ESMTP
                base = greeting == Greeting.EHLO ? "UTF8SMTP" : "UTF8LMTP";
            }
            return base + (cipherSuite.isPresent() ? "S" : "") + (authenticated ? "A" : "");
        }
    }

    /**
     * One hop, for a Received field (RFC 5321 §4.4).
     *
     * @param helo the name the client gave, anything at all
     * @param peer the client's address without brackets, {@code 192.0.2.1} or {@code 2001:db8::1};
     *     for a client without one, such as on a Unix socket, empty
     * @param by our name
     * @param with how it came
     * @param id our identifier of the message
     * @param recipient the one path of the FOR clause; empty when there are several
     * @param date when it was received
     */
    public record Hop(
            String helo,
            Optional<String> peer,
            String by,
            With with,
            String id,
            Optional<String> recipient,
            OffsetDateTime date) {}

    /** The Received field; with TLS it names the cipher suite (RFC 8314 §4.3). */
    public static byte[] received(Hop hop) {
        StringBuilder field = new StringBuilder("Received: from ");
        String helo = Sanitised.domain(hop.helo(), hop.with().utf8());
        field.append(helo.isEmpty() ? "unknown" : helo);
        hop.peer().ifPresent(peer -> field.append(" (").append(literal(peer)).append(')'));
        field.append("\r\n\tby ").append(Sanitised.domain(hop.by(), hop.with().utf8()));
        field.append(" with ").append(hop.with().keyword());
        field.append("\r\n\tid ").append(Sanitised.word(hop.id()));
        hop.recipient()
                .ifPresent(path -> field.append("\r\n\tfor <").append(bare(path)).append('>'));
        hop.with()
                .cipherSuite()
                .ifPresent(suite -> field.append("\r\n\ttls ").append(Sanitised.word(suite)));
        field.append(";\r\n\t").append(MailDate.print(hop.date())).append("\r\n");
        return field.toString().getBytes(UTF_8);
    }

    /**
     * The Return-Path field (RFC 5321 §4.4, S-014).
     *
     * @param reversePath the address, with or without angle brackets; empty for the null path
     */
    public static byte[] returnPath(String reversePath) {
        return ("Return-Path: <" + bare(reversePath) + ">\r\n").getBytes(UTF_8);
    }

    /** The Delivered-To field (RFC 9228 §4, S-015) with the address that was used. */
    public static byte[] deliveredTo(String address) {
        return ("Delivered-To: " + bare(address) + "\r\n").getBytes(UTF_8);
    }

    private static String bare(String path) {
        boolean bracketed = path.length() >= 2 && path.startsWith("<") && path.endsWith(">");
        return Sanitised.path(bracketed ? path.substring(1, path.length() - 1) : path);
    }

    private static String literal(String peer) {
        String address = Sanitised.word(peer).replace("[", "?").replace("]", "?");
        return (address.indexOf(':') >= 0 ? "[IPv6:" : "[") + address + "]";
    }
}
