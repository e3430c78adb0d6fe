package dev.buzon.reader.index;

import java.util.Set;

/**
 * A part of a list of messages.
 *
 * @param scope which messages
 * @param sort in what order
 * @param descending the largest, newest or last first
 * @param only what all of them have
 * @param conversations whether a conversation is one row, that of its newest message in the folder;
 *     only in the order of dates and not with {@link Scope.Everywhere}, else each message is a row
 * @param from how many rows are passed over
 * @param count how many rows at most; up to {@value #COUNT_MAX}
 */
public record Query(
        Scope scope,
        Sort sort,
        boolean descending,
        Set<Filter> only,
        boolean conversations,
        int from,
        int count) {
    /** The most rows in one answer. */
    public static final int COUNT_MAX = 1000;

    /** What a list is sorted by. */
    public enum Sort {
        DATE,
        FROM,
        SUBJECT,
        SIZE
    }

    /** What a message has. */
    public enum Filter {
        UNREAD,
        STARRED,
        ATTACHMENTS
    }

    /** Checks the numbers. */
    public Query {
        only = Set.copyOf(only);
        if (from < 0 || count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException("from " + from + ", count " + count);
        }
    }

    /** The newest messages first, each a row. */
    public static Query newest(Scope scope, int from, int count) {
        return new Query(scope, Sort.DATE, true, Set.of(), false, from, count);
    }

    /** The same with a conversation as one row. */
    public Query asConversations() {
        return new Query(scope, sort, descending, only, true, from, count);
    }

    /** The same of those messages only that have this too. */
    public Query only(Filter filter) {
        Set<Filter> more = new java.util.HashSet<>(only);
        more.add(filter);
        return new Query(scope, sort, descending, more, conversations, from, count);
    }

    /** The same in another order. */
    public Query sorted(Sort by, boolean down) {
        return new Query(scope, by, down, only, conversations, from, count);
    }
}
