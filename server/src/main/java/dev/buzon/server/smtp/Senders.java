package dev.buzon.server.smtp;

import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.server.accounts.Directory;
import dev.buzon.store.StoreException;
import java.util.Optional;

/** In whose name somebody may write (RFC 6409 §6.1). */
final class Senders {
    private Senders() {}

    /** Whether this address belongs to the one who is logged in: their own or an alias. */
    static boolean owns(Directory directory, Optional<String> user, Mailbox sender)
            throws StoreException {
        return user.isPresent()
                && directory.recipient(sender.localPart(), sender.domain())
                        instanceof Directory.Recipient.Local(var account, _)
                && account.address().toString().equals(user.get());
    }
}
