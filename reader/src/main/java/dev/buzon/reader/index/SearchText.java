package dev.buzon.reader.index;

import java.time.ZoneId;

/** Reads what a person wrote into the search field. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
final class SearchText {
    private final ZoneId zone;

    SearchText(ZoneId zone) {
        this.zone = zone;
    }

    Wanted read(String text) throws UnreadableSearchException {
        throw new UnsupportedOperationException(text + zone);
    }
}
