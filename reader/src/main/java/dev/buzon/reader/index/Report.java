package dev.buzon.reader.index;

import java.util.List;

/**
 * What a refresh did.
 *
 * @param added messages that are new
 * @param moved messages that were in another folder before
 * @param changed messages whose flags changed
 * @param removed messages that are gone
 * @param problems the first {@value #PROBLEMS_MAX} files that are not listed as they should be
 * @param newest the ids of the newest unread messages that came into inboxes, the newest first; at
 *     most {@value #NEWEST_MAX}
 */
public record Report(
        long added,
        long moved,
        long changed,
        long removed,
        List<Problem> problems,
        List<Long> newest) {
    /** Problems that are named. */
    public static final int PROBLEMS_MAX = 100;

    /** New messages that are named. */
    public static final int NEWEST_MAX = 20;

    /** Keeps its lists. */
    public Report {
        problems = List.copyOf(problems);
        newest = List.copyOf(newest);
    }

    /** Whether anything in the lists is different now. */
    public boolean anything() {
        return added + moved + changed + removed > 0;
    }
}
