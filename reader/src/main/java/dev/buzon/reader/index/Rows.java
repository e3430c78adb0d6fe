package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.index.Row.Conversation;
import dev.buzon.reader.mime.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of messages whose ids are known. */
final class Rows {
    private static final String SELECT =
            "SELECT m.id, f.account, f.directory, m.file, m.fresh, m.from_name, m.from_address,"
                    + " m.recipients, m.subject, m.date, m.octets, m.marks, m.preview,"
                    + " m.message_id, m.conversation FROM message m JOIN folder f ON f.id = m.folder"
                    + " WHERE m.id IN (SELECT value FROM json_each(?))";

    /** The rows of these ids, in their order, without those that are gone. */
    List<Row> of(Session session, List<Long> ids, Collection<Long> scope) throws SQLException {
        Map<Long, Row> found = new HashMap<>();
        session.each(SELECT, row -> found.put(row.getLong(1), row(row)), json(ids));
        Map<Long, Conversation> conversations = conversations(session, found.values(), scope);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(row ->
                        row.with(
                                conversations.getOrDefault(
                                        row.conversation().id(), row.conversation())))
                .toList();
    }

    static String json(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                new FolderRef(row.getString(2), row.getString(3)),
                new FileName(row.getString(4), row.getBoolean(5)),
                new Person(row.getString(6), row.getString(7)),
                People.of(row.getString(8)),
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getLong(11),
                (row.getInt(12) & Schema.ATTACHMENTS) != 0,
                row.getString(13),
                row.getString(14),
                new Conversation(row.getLong(15), 1, 0),
                Optional.empty());
    }

    /** How many messages the conversations have: the same one in several folders counts once. */
    private static Map<Long, Conversation> conversations(
            Session session, Collection<Row> rows, Collection<Long> scope) throws SQLException {
        Map<Long, Conversation> conversations = new HashMap<>();
        rows.forEach(row -> conversations.put(row.conversation().id(), row.conversation()));
        session.each(
                "SELECT conversation, count(DISTINCT id_hash), sum(marks & 16 = 0) FROM message"
                        + " WHERE conversation IN (SELECT value FROM json_each(?))"
                        + " AND (folder NOT IN (SELECT id FROM folder"
                        + "     WHERE role IN ('JUNK', 'TRASH'))"
                        + " OR folder IN (SELECT value FROM json_each(?))) GROUP BY conversation",
                row ->
                        conversations.put(
                                row.getLong(1),
                                new Conversation(row.getLong(1), row.getInt(2), row.getInt(3))),
                json(conversations.keySet()),
                json(scope));
        return conversations;
    }

    /** The messages of a message's conversation, the oldest first. */
    List<Row> thread(Session session, long id) throws SQLException {
        List<Long> ids =
                session.all(
                        "SELECT m.id FROM message m JOIN message me ON me.id = ?"
                                + " WHERE m.conversation = me.conversation"
                                + " AND (m.folder = me.folder OR m.folder NOT IN (SELECT id"
                                + " FROM folder WHERE role IN ('JUNK', 'TRASH')))"
                                + " ORDER BY m.id_hash = me.id_hash DESC,"
                                + " m.id = me.id DESC, m.folder = me.folder DESC, m.date, m.id"
                                + " LIMIT "
                                + Query.COUNT_MAX,
                        row -> row.getLong(1),
                        id);
        Map<String, Row> once = new HashMap<>();
        for (Row row : of(session, ids, List.of())) {
            String key = row.messageId().isEmpty() ? "/" + row.id() : row.messageId();
            once.putIfAbsent(key, row);
        }
        return once.values().stream()
                .sorted(java.util.Comparator.comparing(Row::date).thenComparingLong(Row::id))
                .toList();
    }
}
