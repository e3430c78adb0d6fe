package dev.buzon.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message that the server took.
 *
 * @param from the argument of MAIL behind {@code FROM:}, with its parameters
 * @param recipients the arguments of those RCPT that were granted, behind {@code TO:}
 * @param octets the message, dots no longer doubled
 * @param chunked whether it came by BDAT
 * @param underTls whether TLS protected it
 * @param user who had logged in; empty for nobody
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests, never compared
public record TakenMail(
        String from,
        List<String> recipients,
        byte[] octets,
        boolean chunked,
        boolean underTls,
        String user) {
    /** A copy with fixed recipients. */
    public TakenMail {
        recipients = List.copyOf(recipients);
    }

    /** The message as text, an octet to a character. */
    public String text() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
