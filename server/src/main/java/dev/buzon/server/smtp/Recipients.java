package dev.buzon.server.smtp;

import dev.buzon.protocol.smtp.ForwardPath;
import dev.buzon.protocol.smtp.SmtpOutcome;
import dev.buzon.server.accounts.Directory;
import dev.buzon.store.Account;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.util.Optional;

/** Whom a forward path means, and whether they have room. */
final class Recipients {
    private Recipients() {}

    /** A person here, and the address that was used. */
    record Local(Account account, String address) {}

    /** What the client is told, and the person, when there is one. */
    record Found(SmtpOutcome outcome, Optional<Local> local) {}

    /**
     * Finds a recipient.
     *
     * @param declaredOctets the size that the sender announced, 0 = unknown (RFC 1870 §5)
     */
    static Found find(Desk desk, ForwardPath path, long declaredOctets) throws StoreException {
        Directory.Recipient recipient =
                switch (path) {
                    case ForwardPath.Postmaster() -> desk.directory().recipient("postmaster", "");
                    case ForwardPath.To(var mailbox) ->
                            desk.directory().recipient(mailbox.localPart(), mailbox.domain());
                };
        return switch (recipient) {
            case Directory.Recipient.Local(var account, var address) ->
                    new Found(
                            room(desk, account, declaredOctets),
                            Optional.of(new Local(account, address)));
            case Directory.Recipient.Unknown() ->
                    new Found(SmtpOutcome.UNKNOWN_RECIPIENT, Optional.empty());
            case Directory.Recipient.Elsewhere() ->
                    new Found(elsewhere(desk.kind()), Optional.empty());
        };
    }

    /** Whether this many octets more fit the account's quota. */
    static boolean hasRoom(Desk desk, Account account, long octets) throws StoreException {
        if (account.quotaOctets() == 0) {
            return true;
        }
        MailStore.Usage usage = desk.store().usage(account.address());
        return usage.octets() + octets <= account.quotaOctets();
    }

    private static SmtpOutcome room(Desk desk, Account account, long declaredOctets)
            throws StoreException {
        if (account.quotaOctets() > 0 && declaredOctets > account.quotaOctets()) {
            return SmtpOutcome.QUOTA_EXCEEDED;
        }
        // At least one octet must fit: a full maildrop is told before the data comes.
        return hasRoom(desk, account, Math.max(1, declaredOctets))
                ? SmtpOutcome.ACCEPTED
                : SmtpOutcome.OVER_QUOTA;
    }

    private static SmtpOutcome elsewhere(Desk.Kind kind) {
        return switch (kind) {
            case RECEPTION, LMTP -> SmtpOutcome.RELAY_REFUSED;
            case SUBMISSION -> SmtpOutcome.RELAY_NOT_OFFERED;
        };
    }
}
