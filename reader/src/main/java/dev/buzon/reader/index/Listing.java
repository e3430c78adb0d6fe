package dev.buzon.reader.index;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total rows of the whole list
 * @param unread messages in the scope that were not read; in a search, among those found
 * @param from how many rows come before these
 * @param rows the rows
 */
public record Listing(long total, long unread, int from, List<Row> rows) {
    /** Keeps its rows. */
    public Listing {
        rows = List.copyOf(rows);
    }
}
