package dev.buzon.client.sync;

import dev.buzon.client.ledger.Entry;

/** What a listed message is, as far as can be told without its content. */
sealed interface Match {
    /** Nothing with its identifier is known. */
    record Unknown() implements Match {}

    /** It is known and was not collected: it failed, was too big, or only its header is here. */
    record NotCollected(Entry entry) implements Match {}

    /**
     * It was collected, and nothing speaks against it.
     *
     * @param renamed whether it is listed under another identifier than before
     */
    record Collected(Entry entry, boolean renamed) implements Match {}

    /**
     * It was collected, but before it is deleted the content has to be compared.
     *
     * @param compareNow whether it may be another message, which is not to be missed
     */
    record Doubtful(Entry entry, Why why, boolean compareNow) implements Match {}

    /** It may be one of several, or none: only the content tells. */
    record Ambiguous(Why why) implements Match {}
}
