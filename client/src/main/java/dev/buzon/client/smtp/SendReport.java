package dev.buzon.client.smtp;

import dev.buzon.protocol.smtp.Mailbox;
import java.util.List;
import java.util.Optional;

/**
 * What became of a message.
 *
 * @param recipients everyone who was to get it, in order
 * @param broken what ended the session meanwhile; the next message needs another one
 */
public record SendReport(List<Recipient> recipients, Optional<SubmissionException> broken) {
    /** One recipient and what became of the message there. */
    public record Recipient(Mailbox address, Fate fate) {}

    /** Keeps a copy of the list. */
    public SendReport {
        recipients = List.copyOf(recipients);
    }

    /** Whether the server has taken it for everyone. */
    public boolean allTaken() {
        return with(Fate.Kind.TAKEN).size() == recipients.size();
    }

    /** Those with this fate. */
    public List<Recipient> with(Fate.Kind kind) {
        return recipients.stream().filter(one -> one.fate().kind() == kind).toList();
    }
}
