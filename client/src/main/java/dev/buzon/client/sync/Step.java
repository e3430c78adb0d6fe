package dev.buzon.client.sync;

import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

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

    /**
     * What is to be remembered after it could not be had.
     *
     * @param freshId gives a number to a message that has none yet
     * @param points how much of the blame is the message's own
     */
    Entry failed(LongSupplier freshId, int points, Instant now, String reason) {
        long octets = message.octets();
        if (known.isPresent() && known.get().stage() != Stage.TOO_BIG) {
            Entry entry = known.get();
            long announced = entry.stage() == Stage.FAILED ? octets : entry.announced();
            return entry.triedAgain(announced, entry.failures() + points, now, reason);
        }
        long id = known.isPresent() ? known.get().id() : freshId.getAsLong();
        return Entry.failed(id, key, octets, points, now, reason);
    }
}
