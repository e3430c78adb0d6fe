package dev.buzon.reader.index;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.index.Query.Filter;
import dev.buzon.reader.index.Query.Sort;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists of messages. Every list of a folder is read off an index that is in its order already;
 * those of several folders are merged by SQLite, without sorting.
 */
final class Lists {
    private final Database database;
    private final Folders folders;
    private final Rows rows;

    Lists(Database database, Folders folders, Rows rows) {
        this.database = database;
        this.folders = folders;
        this.rows = rows;
    }

    Listing list(Query query) throws IOException {
        List<Long> in = folders.in(query.scope());
        if (in.isEmpty()) {
            return new Listing(0, 0, query.from(), List.of());
        }
        String ids = ordered(query, in) + " LIMIT " + query.count() + " OFFSET " + query.from();
        return database.read(session -> {
            List<Long> page = session.all(ids, row -> row.getLong(1));
            long unread =
                    session.number(
                            "SELECT sum(unread) FROM folder WHERE id IN " + Folders.brackets(in));
            return new Listing(
                    total(session, query, in), unread, query.from(), rows.of(session, page, in));
        });
    }

    List<Long> ids(Query query) throws IOException {
        List<Long> in = folders.in(query.scope());
        return in.isEmpty()
                ? List.of()
                : database.read(s -> s.all(ordered(query, in), row -> row.getLong(1)));
    }

    /** The ids of all that the query asks for, in its order. */
    static String ordered(Query query, List<Long> in) {
        boolean heads = heads(query);
        String down = query.descending() ? " DESC" : "";
        String key = heads ? "date" : key(query.sort());
        String id = heads ? "newest" : "id";
        String columns = id + ", " + key + (key.equals("date") ? "" : ", date");
        String arms =
                in.stream()
                        .map(folder ->
                                "SELECT "
                                        + columns
                                        + (heads ? " FROM head" : " FROM message")
                                        + " WHERE folder = "
                                        + folder
                                        + conditions(query))
                        .collect(Collectors.joining(" UNION ALL "));
        String order = key.equals("date") ? "date" + down : key + down + ", date" + down;
        return arms + " ORDER BY " + order + ", " + id + down;
    }

    private static boolean heads(Query query) {
        return query.conversations()
                && query.sort() == Sort.DATE
                && !(query.scope() instanceof Scope.Everywhere);
    }

    private static String key(Sort sort) {
        return switch (sort) {
            case DATE -> "date";
            case FROM -> "from_key";
            case SUBJECT -> "subject_key";
            case SIZE -> "octets";
        };
    }

    private static String conditions(Query query) {
        boolean heads = heads(query);
        return query.only().stream()
                .sorted()
                .map(filter -> " AND " + (heads ? ofHead(filter) : ofMessage(filter)))
                .collect(Collectors.joining());
    }

    static String ofMessage(Filter filter) {
        return switch (filter) {
            case UNREAD -> "marks & " + Flag.SEEN.bit() + " = 0";
            case STARRED -> "marks & " + Flag.STARRED.bit() + " <> 0";
            case ATTACHMENTS -> "marks & " + Schema.ATTACHMENTS + " <> 0";
        };
    }

    private static String ofHead(Filter filter) {
        return switch (filter) {
            case UNREAD -> "marks & " + Schema.HEAD_UNREAD + " <> 0";
            case STARRED -> "marks & " + Schema.HEAD_STARRED + " <> 0";
            case ATTACHMENTS -> "marks & " + Schema.HEAD_ATTACHMENTS + " <> 0";
        };
    }

    private static long total(Session session, Query query, List<Long> in) throws SQLException {
        String brackets = Folders.brackets(in);
        if (!heads(query) && query.only().isEmpty()) {
            return session.number("SELECT sum(total) FROM folder WHERE id IN " + brackets);
        }
        return session.number(
                "SELECT count(*) FROM "
                        + (heads(query) ? "head" : "message")
                        + " WHERE folder IN "
                        + brackets
                        + conditions(query));
    }
}
