package dev.buzon.protocol.smtp;

import java.util.List;
import java.util.Optional;

/**
 * All that was agreed on before the content (RFC 5321 §2.3.1).
 *
 * @param client the name the client gave in its hello, for the Received field
 * @param with the protocol word for the Received field: {@code ESMTPSA} and the like (RFC 3848, RFC
 *     6531 §4.3; S-013)
 * @param user who is authenticated
 * @param from where reports go
 * @param parameters what MAIL said
 * @param recipients the accepted ones, in order, repeated ones repeated
 */
public record SmtpEnvelope(
        String client,
        String with,
        Optional<String> user,
        ReversePath from,
        MailParameters parameters,
        List<Recipient> recipients) {
    /** One accepted recipient and what RCPT said about it. */
    public record Recipient(ForwardPath path, RcptParameters parameters) {}

    public SmtpEnvelope {
        recipients = List.copyOf(recipients);
    }
}
