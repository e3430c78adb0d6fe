package dev.buzon.reader.index;

import dev.buzon.reader.folder.FolderName;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The folders the index knows, and where they are on disk. */
final class Folders {
    private final Database database;
    private final Map<FolderRef, MailFolder> onDisk = new ConcurrentHashMap<>();
    private final Map<FolderRef, Long> ids = new ConcurrentHashMap<>();

    Folders(Database database) throws IOException {
        this.database = database;
        database.read(session -> {
            session.each(
                    "SELECT id, account, directory FROM folder",
                    row ->
                            ids.put(
                                    new FolderRef(row.getString(2), row.getString(3)),
                                    row.getLong(1)));
            return ids;
        });
    }

    Optional<MailFolder> onDisk(FolderRef ref) {
        return Optional.ofNullable(onDisk.get(ref));
    }

    Optional<Long> id(FolderRef ref) {
        return Optional.ofNullable(ids.get(ref));
    }

    Optional<Role> role(FolderRef ref) {
        return onDisk(ref).flatMap(MailFolder::role);
    }

    /** The folders of an account, new ones with a row from now on. */
    List<FolderRef> take(Place place) throws IOException {
        List<FolderRef> all = new ArrayList<>();
        for (MailFolder folder : place.tree().folders()) {
            FolderRef ref = new FolderRef(place.account(), folder.directory());
            onDisk.put(ref, folder);
            note(ref, all.size(), folder.role());
            all.add(ref);
        }
        return all;
    }

    /** The known folders of an account. */
    List<FolderRef> of(String account) {
        return ids.keySet().stream().filter(ref -> ref.account().equals(account)).toList();
    }

    private void note(FolderRef ref, int order, Optional<Role> role) throws IOException {
        String name = role.map(Role::name).orElse("");
        boolean known =
                database.read(session ->
                        session.number(
                                        "SELECT count(*) FROM folder WHERE account = ?"
                                                + " AND directory = ? AND place = ? AND role = ?",
                                        ref.account(),
                                        ref.directory(),
                                        order,
                                        name)
                                == 1);
        if (!known) {
            long id =
                    database.write(session -> {
                        session.run(
                                "INSERT INTO folder(account, directory, place, role,"
                                        + " fresh_at, seen_at) VALUES(?, ?, ?, ?, 0, 0)"
                                        + " ON CONFLICT(account, directory) DO UPDATE"
                                        + " SET place = excluded.place,"
                                        + " role = excluded.role",
                                ref.account(),
                                ref.directory(),
                                order,
                                name);
                        return session.number(
                                "SELECT id FROM folder WHERE account = ?" + " AND directory = ?",
                                ref.account(),
                                ref.directory());
                    });
            ids.put(ref, id);
        }
    }

    /** What a folder with this number is for. */
    Optional<Role> role(long id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .findFirst()
                .flatMap(entry -> role(entry.getKey()));
    }

    /** Each folder that is on disk, with its number. */
    void each(BiConsumer<Long, MailFolder> taker) {
        onDisk.forEach((ref, folder) -> id(ref).ifPresent(id -> taker.accept(id, folder)));
    }

    /** Those that are known and not among these. */
    Set<FolderRef> besides(Collection<FolderRef> these) {
        Set<FolderRef> others = new HashSet<>(ids.keySet());
        others.removeAll(these);
        return others;
    }

    /** Forgets a folder in which there is no message any more. */
    void forget(Session session, FolderRef ref) throws SQLException {
        session.run(
                "DELETE FROM folder WHERE account = ? AND directory = ? AND total = 0",
                ref.account(),
                ref.directory());
    }

    /** After the transaction in which they were forgotten. */
    void forgotten(Collection<FolderRef> refs) {
        refs.forEach(ids::remove);
        refs.forEach(onDisk::remove);
    }

    /** Everything that is known of them. */
    List<FolderState> states() throws IOException {
        return database.read(session ->
                session.all(
                        "SELECT account, directory, role, total, unread FROM folder"
                                + " ORDER BY account, place",
                        row ->
                                state(
                                        new FolderRef(row.getString(1), row.getString(2)),
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getLong(5))));
    }

    private static FolderState state(FolderRef ref, String role, long total, long unread) {
        return new FolderState(
                ref, FolderName.inDirectory(ref.directory()), role(role), total, unread);
    }

    private static Optional<Role> role(String name) {
        return List.of(Role.values()).stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** The numbers of the folders in a scope, as SQL has them in brackets. */
    List<Long> in(Scope scope) throws IOException {
        return switch (scope) {
            case Scope.In(FolderRef ref) -> id(ref).stream().toList();
            case Scope.Inboxes() -> withRole("= 'INBOX'");
            case Scope.Everywhere(boolean waste) ->
                    withRole(waste ? "IS NOT NULL" : "NOT IN ('JUNK', 'TRASH')");
        };
    }

    private List<Long> withRole(String condition) throws IOException {
        return database.read(session ->
                session.all(
                        "SELECT id FROM folder WHERE role " + condition + " ORDER BY id",
                        row -> row.getLong(1)));
    }

    static String brackets(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }
}
