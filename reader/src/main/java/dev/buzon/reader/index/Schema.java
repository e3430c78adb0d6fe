package dev.buzon.reader.index;

import java.util.List;
import java.util.stream.Stream;

/** The tables. A file of another version is set aside: everything in it can be read again. */
final class Schema {
    /** Grows with every change of what follows, or of what is read from messages. */
    static final int VERSION = 1;

    /** "Buzn": says that the file is ours. */
    static final int APPLICATION = 0x42757a6e;

    /** In {@code message.marks}, above the bits of the flags. */
    static final int ATTACHMENTS = 1 << 6;

    /** In {@code head.marks}. */
    static final int HEAD_UNREAD = 1;

    static final int HEAD_STARRED = 2;

    static final int HEAD_ATTACHMENTS = 4;

    private Schema() {}

    /** What a new file begins with. */
    static List<String> all() {
        return Stream.of(tables(), indexes(), triggers()).flatMap(List::stream).toList();
    }

    /** The tables. */
    private static List<String> tables() {
        return List.of(
                "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
                """
                CREATE TABLE folder(
                    id INTEGER PRIMARY KEY,
                    account TEXT NOT NULL, directory TEXT NOT NULL, place INTEGER NOT NULL,
                    role TEXT NOT NULL, fresh_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
                    total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0,
                    UNIQUE(account, directory))
                """,
                // AUTOINCREMENT: an id is never used again. Times are milliseconds.
                """
                CREATE TABLE message(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    folder INTEGER NOT NULL, uniq TEXT NOT NULL,
                    file TEXT NOT NULL, fresh INTEGER NOT NULL, marks INTEGER NOT NULL,
                    octets INTEGER NOT NULL, date INTEGER NOT NULL,
                    conversation INTEGER NOT NULL,
                    id_hash INTEGER NOT NULL, subject_hash INTEGER NOT NULL,
                    orphan INTEGER NOT NULL,
                    from_key TEXT NOT NULL, subject_key TEXT NOT NULL,
                    from_name TEXT NOT NULL, from_address TEXT NOT NULL, recipients TEXT NOT NULL,
                    subject TEXT NOT NULL, message_id TEXT NOT NULL, preview TEXT NOT NULL)
                """,
                // Every Message-ID ever named, hashed, and the conversation it belongs to.
                "CREATE TABLE node(key INTEGER PRIMARY KEY, conversation INTEGER NOT NULL)",
                "CREATE INDEX node_conversation ON node(conversation)",
                // A conversation in a folder: what a list of conversations is made of.
                """
                CREATE TABLE head(
                    folder INTEGER NOT NULL, conversation INTEGER NOT NULL,
                    newest INTEGER NOT NULL, date INTEGER NOT NULL, marks INTEGER NOT NULL,
                    PRIMARY KEY(folder, conversation)) WITHOUT ROWID
                """,
                "CREATE INDEX head_date ON head(folder, date, newest, marks)",
                """
                CREATE TABLE address(
                    key TEXT PRIMARY KEY, address TEXT NOT NULL, name TEXT NOT NULL,
                    folded TEXT NOT NULL, seen INTEGER NOT NULL, written INTEGER NOT NULL,
                    last INTEGER NOT NULL) WITHOUT ROWID
                """,
                """
                CREATE VIRTUAL TABLE words USING fts5(
                    sender, recipients, subject, body,
                    content='', contentless_delete=1, prefix='2 3',
                    tokenize="unicode61 remove_diacritics 2")
                """);
    }

    /** What every list is read off, in its order. */
    private static List<String> indexes() {
        return List.of(
                "CREATE UNIQUE INDEX message_place ON message(uniq, folder)",
                "CREATE INDEX message_date ON message(folder, date, id, marks)",
                "CREATE INDEX message_from ON message(folder, from_key, date, id, marks)",
                "CREATE INDEX message_subject ON message(folder, subject_key, date, id, marks)",
                "CREATE INDEX message_size ON message(folder, octets, date, id, marks)",
                "CREATE INDEX message_conversation"
                        + " ON message(conversation, folder, date, id, marks, id_hash)",
                "CREATE INDEX message_id_hash ON message(id_hash)",
                "CREATE INDEX message_orphan ON message(subject_hash, orphan, date, conversation)"
                        + " WHERE subject_hash <> 0");
    }

    /** How many messages a folder has, kept right by the database itself. */
    private static List<String> triggers() {
        return List.of(
                """
                CREATE TRIGGER message_came AFTER INSERT ON message BEGIN
                    UPDATE folder SET total = total + 1,
                        unread = unread + (new.marks & 16 = 0) WHERE id = new.folder;
                END
                """,
                """
                CREATE TRIGGER message_went AFTER DELETE ON message BEGIN
                    UPDATE folder SET total = total - 1,
                        unread = unread - (old.marks & 16 = 0) WHERE id = old.folder;
                END
                """,
                """
                CREATE TRIGGER message_changed AFTER UPDATE OF folder, marks ON message BEGIN
                    UPDATE folder SET total = total - 1,
                        unread = unread - (old.marks & 16 = 0) WHERE id = old.folder;
                    UPDATE folder SET total = total + 1,
                        unread = unread + (new.marks & 16 = 0) WHERE id = new.folder;
                END
                """);
    }

    /** What the writing connection has besides: which conversations a transaction touched. */
    static List<String> ofTheWriter() {
        return List.of(
                "CREATE TEMP TABLE touched(folder INTEGER, conversation INTEGER,"
                        + " PRIMARY KEY(folder, conversation)) WITHOUT ROWID",
                """
                CREATE TEMP TRIGGER touch_new AFTER INSERT ON main.message BEGIN
                    INSERT OR IGNORE INTO touched VALUES(new.folder, new.conversation);
                END
                """,
                """
                CREATE TEMP TRIGGER touch_old AFTER DELETE ON main.message BEGIN
                    INSERT OR IGNORE INTO touched VALUES(old.folder, old.conversation);
                END
                """,
                """
                CREATE TEMP TRIGGER touch_both
                AFTER UPDATE OF folder, marks, conversation ON main.message BEGIN
                    INSERT OR IGNORE INTO touched VALUES(old.folder, old.conversation);
                    INSERT OR IGNORE INTO touched VALUES(new.folder, new.conversation);
                END
                """,
                "CREATE TEMP TABLE listed(uniq TEXT, folder INTEGER, file TEXT, fresh INTEGER,"
                        + " PRIMARY KEY(uniq, folder)) WITHOUT ROWID",
                "CREATE TEMP TABLE looked(folder INTEGER PRIMARY KEY)",
                "CREATE TEMP TABLE found(seq INTEGER PRIMARY KEY, uniq TEXT, folder INTEGER,"
                        + " file TEXT, fresh INTEGER)",
                "CREATE TEMP TABLE lost(id INTEGER PRIMARY KEY, uniq TEXT, id_hash INTEGER,"
                        + " octets INTEGER)",
                "CREATE INDEX temp.lost_uniq ON lost(uniq)",
                "CREATE INDEX temp.lost_id ON lost(id_hash, octets)");
    }

    /** At the end of a transaction: the heads of what was touched are made anew. */
    static List<String> heads() {
        return List.of(
                "DELETE FROM head WHERE (folder, conversation) IN (SELECT * FROM touched)",
                """
                INSERT INTO head SELECT t.folder, t.conversation, m.id, max(m.date),
                    (sum(m.marks & 16 = 0) > 0) * 1 + (sum(m.marks & 2 <> 0) > 0) * 2
                        + (sum(m.marks & 64 <> 0) > 0) * 4
                FROM touched t CROSS JOIN message m
                    ON m.conversation = t.conversation AND m.folder = t.folder
                GROUP BY t.folder, t.conversation
                """,
                "DELETE FROM touched");
    }
}
