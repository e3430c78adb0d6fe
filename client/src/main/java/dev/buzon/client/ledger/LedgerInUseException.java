package dev.buzon.client.ledger;

import java.io.IOException;
import java.io.Serial;

/** Another process, or another run in this one, is collecting for the same account. */
public final class LedgerInUseException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    LedgerInUseException(String account) {
        super("another run is collecting the mail of " + account + " at this moment");
    }
}
