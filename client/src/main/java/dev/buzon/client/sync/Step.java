package dev.buzon.client.sync;

import dev.buzon.client.ledger.Entry;
import dev.buzon.client.pop3.Listed;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done with one message of the server's list.
 *
 * @param message it, as listed
 * @param key what it is known by: its unique identifier, or what stands in for it; empty when only
 *     its content can tell
 * @param known what the ledger has of it
 * @param act what is done
 * @param why for what reason
 * @param until when that will change, if time alone changes it
 */
public record Step(
        Listed message,
        String key,
        Optional<Entry> known,
        Act act,
        Why why,
        Optional<Instant> until) {
    /** What can be done with a message. */
    public enum Act {
        /** It is collected. */
        FETCH,
        /** Its header is collected. */
        FETCH_HEADER,
        /** It is collected, and kept only if nothing the same is here. */
        FETCH_AND_COMPARE,
        /** It is deleted on the server. */
        DELETE,
        /** It stays on the server; it is here. */
        KEEP,
        /** It stays on the server; it is not here. */
        SKIP
    }

    /** Whether octets are to come. */
    public boolean fetches() {
        return act == Act.FETCH || act == Act.FETCH_HEADER || act == Act.FETCH_AND_COMPARE;
    }
}
