package dev.buzon.protocol.smtp;

/** What a client sent, when it is not content of a message. */
public sealed interface SmtpInput {
    /** A line without its CRLF. It may hold a password, so it does not print itself. */
    record Line(String text) implements SmtpInput {
        @Override
        public String toString() {
            return "Line[" + text.length() + " characters]";
        }
    }

    /**
     * A line longer than allowed; it was read to its end and dropped (S-006).
     *
     * @param sasl whether it was an AUTH command or a SASL response
     */
    record TooLong(boolean sasl) implements SmtpInput {}

    /** A line that is not UTF-8. */
    record NotText() implements SmtpInput {}

    /** A line without an end in sight: time to close. */
    record Flood() implements SmtpInput {}

    /** A TLS handshake where plain text belongs: a client on the wrong port. */
    record TlsHello() implements SmtpInput {}
}
