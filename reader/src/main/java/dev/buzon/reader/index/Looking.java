package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.MailFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first half of a refresh: lists the folders that were changed and compares the names with the
 * rows. What is new stands in the table {@code found} afterwards, what is gone in {@code lost}.
 */
final class Looking {
    /**
     * A folder that was changed so shortly before it was listed may be changed again without a
     * later time: it is listed again the next time.
     */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int STEP = 1000;

    private final Database database;
    private final Folders folders;
    private final Tally tally;
    private final Map<Long, MailFolder.Stamp> stamps = new HashMap<>();

    Looking(Database database, Folders folders, Tally tally) {
        this.database = database;
        this.folders = folders;
        this.tally = tally;
    }

    /** What each listed folder is to be marked with once everything in it is known. */
    Map<Long, MailFolder.Stamp> stamps() {
        return stamps;
    }

    void look(Collection<FolderRef> present, Collection<FolderRef> gone, Instant now)
            throws IOException {
        database.alone(session -> {
            for (String table : List.of("listed", "looked", "found", "lost")) {
                session.once("DELETE FROM " + table);
            }
            return session;
        });
        for (FolderRef ref : present) {
            list(ref, now);
        }
        for (FolderRef ref : gone) {
            looked(folders.id(ref).orElseThrow());
        }
        database.write(session -> {
            compare(session);
            return session;
        });
        renamed();
    }

    private void looked(long folder) throws IOException {
        database.alone(s -> s.run("INSERT OR IGNORE INTO looked VALUES(?)", folder));
    }

    private void list(FolderRef ref, Instant now) throws IOException {
        MailFolder folder = folders.onDisk(ref).orElseThrow();
        long id = folders.id(ref).orElseThrow();
        MailFolder.Stamp stamp = folder.stamp();
        boolean same =
                database.read(session ->
                        session.number(
                                        "SELECT count(*) FROM folder WHERE id = ?"
                                                + " AND fresh_at = ? AND seen_at = ?",
                                        id,
                                        nanos(stamp.fresh()),
                                        nanos(stamp.seen()))
                                == 1);
        if (same) {
            return;
        }
        try {
            list(folder, id);
        } catch (IOException e) {
            if (e instanceof IndexDamagedException) {
                throw e;
            }
            tally.problem(new Problem(folder.path(), Problem.What.FOLDER_UNREADABLE));
            database.alone(s -> s.run("DELETE FROM listed WHERE folder = ?", id));
            return;
        }
        looked(id);
        boolean settled =
                stamp.fresh().plus(SETTLED).isBefore(now)
                        && stamp.seen().plus(SETTLED).isBefore(now);
        stamps.put(
                id,
                settled ? stamp : new MailFolder.Stamp(Instant.EPOCH, Instant.EPOCH.plusNanos(1)));
    }

    private void list(MailFolder folder, long id) throws IOException {
        List<FileName> names = new ArrayList<>(STEP);
        folder.names(name -> {
            names.add(name);
            if (names.size() == STEP) {
                store(names, id);
                names.clear();
            }
        });
        store(names, id);
    }

    private void store(List<FileName> names, long folder) throws IOException {
        database.alone(session -> {
            for (FileName name : names) {
                // What was in new and is in cur by now comes second, and counts.
                session.run(
                        "INSERT OR REPLACE INTO listed VALUES(?, ?, ?, ?)",
                        name.unique(),
                        folder,
                        name.text(),
                        name.fresh());
            }
            return names;
        });
    }

    private static void compare(Session session) throws SQLException {
        session.run(
                "INSERT INTO lost SELECT m.id, m.uniq, m.id_hash, m.octets FROM message m"
                        + " WHERE m.folder IN (SELECT folder FROM looked) AND NOT EXISTS"
                        + " (SELECT 1 FROM listed l WHERE l.uniq = m.uniq AND l.folder = m.folder)");
        session.run(
                "INSERT INTO found(uniq, folder, file, fresh)"
                        + " SELECT l.uniq, l.folder, l.file, l.fresh FROM listed l"
                        + " WHERE NOT EXISTS (SELECT 1 FROM message m"
                        + " WHERE m.uniq = l.uniq AND m.folder = l.folder)");
    }

    /** A name in a folder, and the row it belongs to. */
    private record Match(long id, long seq, long folder, FileName name) {}

    /** Rows whose file has another name now, in the same folder or another one. */
    private void renamed() throws IOException {
        for (int n = STEP; n == STEP; ) {
            n =
                    step(
                            "SELECT m.id, 0, l.folder, l.file, l.fresh FROM listed l JOIN message m"
                                    + " ON m.uniq = l.uniq AND m.folder = l.folder"
                                    + " WHERE m.file <> l.file OR m.fresh <> l.fresh LIMIT "
                                    + STEP);
            tally.changed += n;
        }
        for (int n = STEP; n == STEP; ) {
            n =
                    step(
                            "SELECT t.id, min(f.seq), f.folder, f.file, f.fresh FROM found f"
                                    + " JOIN lost t ON t.uniq = f.uniq GROUP BY t.id LIMIT "
                                    + STEP);
            tally.moved += n;
        }
    }

    private int step(String sql) throws IOException {
        return database.write(session -> {
            List<Match> matches =
                    session.all(
                            sql,
                            row ->
                                    new Match(
                                            row.getLong(1),
                                            row.getLong(2),
                                            row.getLong(3),
                                            new FileName(row.getString(4), row.getBoolean(5))));
            return take(session, matches);
        });
    }

    private static int take(Session session, List<Match> matches) throws SQLException {
        Storing storing = new Storing(session, 0);
        int taken = 0;
        for (Match match : matches) {
            // Of two files of one name, or two rows, the second is left for the second half.
            if (storing.place(match.id(), match.folder(), match.name())) {
                session.run("DELETE FROM lost WHERE id = ?", match.id());
                session.run("DELETE FROM found WHERE seq = ?", match.seq());
                taken++;
            }
        }
        return taken;
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    /** The name that this message had is another row's: it may be the same message, moved. */
    static Optional<Long> lostTwin(Session session, Facts facts) throws SQLException {
        return facts.messageId().isEmpty()
                ? Optional.empty()
                : session.first(
                        "SELECT id FROM lost WHERE id_hash = ? AND octets = ?",
                        row -> row.getLong(1),
                        Hash.of(facts.messageId()),
                        facts.held().octets());
    }
}
