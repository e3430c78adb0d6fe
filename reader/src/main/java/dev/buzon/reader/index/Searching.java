package dev.buzon.reader.index;

import dev.buzon.reader.folder.Flag;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds messages by words. The full-text index gives the ids of what has the words; what has many
 * is then met on a walk along the list in its order, what has few is sorted.
 */
final class Searching {
    /** Up to so many ids are sorted; more are met on the walk. */
    private static final int FEW = 3000;

    private final Database database;
    private final Folders folders;
    private final Rows rows;

    Searching(Database database, Folders folders, Rows rows) {
        this.database = database;
        this.folders = folders;
        this.rows = rows;
    }

    Listing search(Wanted wanted, Scope scope, int from, int count) throws IOException {
        List<Long> in = folders.in(scope);
        if (wanted.anything() || in.isEmpty()) {
            return new Listing(0, 0, from, List.of());
        }
        return database.read(session -> {
            long[] found = found(session, wanted, in);
            int end = (int) Math.min(found.length, (long) from + count);
            List<Long> page =
                    from >= end
                            ? List.of()
                            : Arrays.stream(found, from, end).map(Math::abs).boxed().toList();
            long unread = Arrays.stream(found).filter(id -> id < 0).count();
            return new Listing(found.length, unread, from, rows.of(session, page, in));
        });
    }

    /** The ids of all that is wanted, the newest first; those of unread messages are negative. */
    private static long[] found(Session session, Wanted wanted, List<Long> in) throws SQLException {
        String conditions = "folder IN " + Folders.brackets(in) + conditions(wanted);
        if (wanted.words().isEmpty()) {
            long[] all = ordered(session, "message WHERE " + conditions);
            return wanted.without().isEmpty()
                    ? all
                    : without(all, matches(session, Words.any(wanted.without())));
        }
        long[] matches = matches(session, Words.all(wanted.words(), wanted.without()));
        if (matches.length <= FEW) {
            String ids = Arrays.stream(matches).mapToObj(Long::toString).collect(LIST);
            return ordered(
                    session,
                    "message WHERE id IN (SELECT value FROM json_each('"
                            + ids
                            + "')) AND +"
                            + conditions);
        }
        long[] all = ordered(session, "message INDEXED BY message_date WHERE " + conditions);
        return Arrays.stream(all).filter(id -> has(matches, Math.abs(id))).toArray();
    }

    private static final java.util.stream.Collector<CharSequence, ?, String> LIST =
            Collectors.joining(",", "[", "]");

    private static String conditions(Wanted wanted) {
        String only =
                wanted.only().stream()
                        .sorted()
                        .map(filter -> " AND " + Lists.ofMessage(filter))
                        .collect(Collectors.joining());
        Optional<String> after = wanted.after().map(t -> " AND date >= " + t.toEpochMilli());
        Optional<String> before = wanted.before().map(t -> " AND date < " + t.toEpochMilli());
        return only + after.orElse("") + before.orElse("");
    }

    /** The ids of messages with these words, ascending. */
    private static long[] matches(Session session, String words) throws SQLException {
        String all =
                session.first(
                                "SELECT ifnull(group_concat(rowid), '') FROM words"
                                        + " WHERE words MATCH ?",
                                row -> row.getString(1),
                                words)
                        .orElse("");
        long[] ids = Numbers.of(all);
        Arrays.sort(ids);
        return ids;
    }

    /**
     * One text instead of a hundred thousand rows: a row costs a call out of the virtual machine.
     */
    private static long[] ordered(Session session, String from) throws SQLException {
        String all =
                session.first(
                                "SELECT ifnull(group_concat(signed), '') FROM (SELECT"
                                        + " CASE WHEN marks & "
                                        + Flag.SEEN.bit()
                                        + " THEN id ELSE -id END AS signed FROM "
                                        + from
                                        + " ORDER BY date DESC, id DESC)",
                                row -> row.getString(1))
                        .orElse("");
        return Numbers.of(all);
    }

    private static long[] without(long[] all, long[] those) {
        return Arrays.stream(all).filter(id -> !has(those, Math.abs(id))).toArray();
    }

    private static boolean has(long[] sorted, long id) {
        return Arrays.binarySearch(sorted, id) >= 0;
    }
}
