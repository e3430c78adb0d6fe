package dev.buzon.cli;

import dev.buzon.client.sync.SyncEvent;
import dev.buzon.client.sync.SyncReport;

/** Who watches the collecting of several accounts, each on a thread of its own. */
sealed interface FetchWatcher permits FetchScreen, FetchLines {
    /** Something happened to this account. */
    void event(String account, SyncEvent event);

    /** A run for this account is over. */
    void over(SyncReport report);

    /** An account could not even be begun with. */
    void failed(String account, String sentence);
}
