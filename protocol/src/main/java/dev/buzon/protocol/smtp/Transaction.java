package dev.buzon.protocol.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message in the making: from MAIL to the end of its content (RFC 5321 §3.3). */
final class Transaction {
    private final SmtpCommand.Mail mail;
    private final List<SmtpEnvelope.Recipient> recipients = new ArrayList<>();
    private boolean refusedSomebody;
    private Optional<SmtpBody> chunks = Optional.empty();

    Transaction(SmtpCommand.Mail mail) {
        this.mail = mail;
    }

    SmtpCommand.Mail mail() {
        return mail;
    }

    int recipients() {
        return recipients.size();
    }

    void add(SmtpCommand.Rcpt recipient) {
        recipients.add(new SmtpEnvelope.Recipient(recipient.to(), recipient.parameters()));
    }

    void noteRefusal() {
        refusedSomebody = true;
    }

    boolean refusedSomebody() {
        return refusedSomebody;
    }

    /** Whether a BDAT has been accepted: only BDAT may follow then (RFC 3030 §2). */
    boolean chunksBegun() {
        return chunks.isPresent();
    }

    /** The content that all chunks of this message go through. */
    SmtpBody chunks(SmtpLimits limits) {
        SmtpBody body = chunks.orElseGet(() -> SmtpBody.chunked(limits));
        chunks = Optional.of(body);
        return body;
    }

    SmtpEnvelope envelope(String client, String with, Optional<String> user) {
        return new SmtpEnvelope(client, with, user, mail.from(), mail.parameters(), recipients);
    }
}
