package dev.buzon.client.smtp;

import dev.buzon.protocol.smtp.MailParameters;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.RcptParameters;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.Xtext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From whom and to whom, whatever the header of the message says (RFC 5321 §2.3.1).
 *
 * @param from where reports go
 * @param recipients at least one, none twice
 * @param reports which reports are wished
 */
public record Envelope(ReversePath from, List<Mailbox> recipients, Reports reports) {
    /**
     * Which reports are wished; where the server has no DSN, nothing of it is said (C-032).
     *
     * @param notifyOn what is to be reported; empty to leave it to the servers
     * @param ret how much of the message comes back with a report
     * @param name the sender's own name for this sending, to be found in reports
     */
    public record Reports(
            Optional<Set<RcptParameters.NotifyOn>> notifyOn,
            Optional<MailParameters.Ret> ret,
            Optional<Xtext> name) {
        /** As servers like it. */
        public static final Reports USUAL =
                new Reports(Optional.empty(), Optional.empty(), Optional.empty());

        /** Keeps a copy of the set. */
        public Reports {
            notifyOn = notifyOn.map(Set::copyOf);
        }
    }

    /** Refuses an envelope without recipients; takes those away that are there twice. */
    public Envelope {
        Map<String, Mailbox> once = new LinkedHashMap<>();
        for (Mailbox one : recipients) {
            once.putIfAbsent(one.localPart() + "@" + one.domainKey(), one);
        }
        recipients = List.copyOf(once.values());
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope has a recipient");
        }
    }

    /**
     * An envelope with these addresses, written without display names.
     *
     * @param from the sender; empty for a message that nobody wants to hear back from
     * @throws SubmissionException.Unsendable when one is no address, or there is no recipient
     */
    public static Envelope of(String from, List<String> recipients)
            throws SubmissionException.Unsendable {
        if (recipients.isEmpty()) {
            throw new SubmissionException.Unsendable(SubmissionException.Fault.NO_RECIPIENT, "");
        }
        List<Mailbox> mailboxes = new ArrayList<>();
        for (String recipient : recipients) {
            mailboxes.add(mailbox(recipient));
        }
        ReversePath path =
                from.isEmpty() ? new ReversePath.Nobody() : new ReversePath.Sender(mailbox(from));
        return new Envelope(path, mailboxes, Reports.USUAL);
    }

    /** The same with other wishes for reports. */
    public Envelope reports(Reports wishes) {
        return new Envelope(from, recipients, wishes);
    }

    /** The same to some of its recipients. */
    public Envelope to(List<Mailbox> some) {
        return new Envelope(from, some, reports);
    }

    /** Turns text into an address, or refuses it before a server hears of it. */
    static Mailbox mailbox(String text) throws SubmissionException.Unsendable {
        Optional<Mailbox> mailbox =
                Optional.of(text).filter(t -> !looksLikeLineEnd(t)).flatMap(Mailbox::parse);
        if (mailbox.isEmpty()) {
            throw new SubmissionException.Unsendable(SubmissionException.Fault.BAD_ADDRESS, text);
        }
        return mailbox.get();
    }

    /**
     * Whether it holds one of the two characters with which senders were made to write CR LF by
     * cutting characters to octets (CVE-2025-7962). Ours cannot be, but who writes them into an
     * address has nothing else in mind.
     */
    private static boolean looksLikeLineEnd(String text) {
        return text.indexOf('\u760d') >= 0 || text.indexOf('\u760a') >= 0;
    }
}
