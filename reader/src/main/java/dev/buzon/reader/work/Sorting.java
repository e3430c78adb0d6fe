package dev.buzon.reader.work;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.Overrides.Wish;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.write.Desk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person does with messages in lists: flags, moves, deletes. Each is done at once, and can
 * be taken back for a moment; only what is done on a server waits until it cannot be taken back.
 */
public final class Sorting {
    private final Index index;
    private final Desk desk;
    private final OnServer server;
    private final Accounts accounts;
    private final Undos undos;

    /** The account with an address. */
    @FunctionalInterface
    public interface Accounts {
        /** The account of this address; empty when there is none, or it cannot be used. */
        Optional<MailAccount> find(String address);
    }

    /** Over this index and these folders. */
    public Sorting(Index index, Desk desk, OnServer server, Accounts accounts, Undos undos) {
        this.index = index;
        this.desk = desk;
        this.server = server;
        this.accounts = accounts;
        this.undos = undos;
    }

    /**
     * Sets and clears flags.
     *
     * @return the word with which it is taken back
     */
    public String flag(Collection<Long> ids, Set<Flag> set, Set<Flag> clear) throws IOException {
        List<Row> before = index.rows(ids);
        index.flag(ids, set, clear);
        return undos.add(() -> {
            for (Flag flag : set) {
                index.flag(without(before, flag), Set.of(), Set.of(flag));
            }
            for (Flag flag : clear) {
                index.flag(with(before, flag), Set.of(flag), Set.of());
            }
        });
    }

    private static List<Long> with(List<Row> rows, Flag flag) {
        return rows.stream().filter(row -> row.flags().contains(flag)).map(Row::id).toList();
    }

    private static List<Long> without(List<Row> rows, Flag flag) {
        return rows.stream().filter(row -> !row.flags().contains(flag)).map(Row::id).toList();
    }

    /**
     * Moves messages.
     *
     * @return the word with which it is taken back
     */
    public String move(Collection<Long> ids, FolderRef target) throws IOException {
        List<Row> before = index.rows(ids);
        index.move(ids, target);
        return undos.add(() -> moveBack(before));
    }

    private void moveBack(List<Row> before) throws IOException {
        Map<FolderRef, List<Long>> places = new LinkedHashMap<>();
        for (Row row : before) {
            places.computeIfAbsent(row.folder(), _ -> new ArrayList<>()).add(row.id());
        }
        for (Map.Entry<FolderRef, List<Long>> place : places.entrySet()) {
            index.move(place.getValue(), place.getKey());
        }
    }

    /** Moves messages to the folder of their own account with this role, made if it is missing. */
    public String move(Collection<Long> ids, Role role) throws IOException {
        List<Row> before = index.rows(ids);
        moveTo(before, role);
        return undos.add(() -> moveBack(before));
    }

    private void moveTo(List<Row> rows, Role role) throws IOException {
        Map<String, List<Long>> byAccount = new LinkedHashMap<>();
        for (Row row : rows) {
            byAccount.computeIfAbsent(row.folder().account(), _ -> new ArrayList<>()).add(row.id());
        }
        for (Map.Entry<String, List<Long>> one : byAccount.entrySet()) {
            MailFolder folder = desk.tree(one.getKey()).need(role);
            index.foldersChanged(new dev.buzon.reader.index.Place(one.getKey(), folder.tree()));
            index.move(one.getValue(), new FolderRef(one.getKey(), folder.directory()));
        }
    }

    /**
     * Moves messages to the trash.
     *
     * @param alsoOnServer whether they leave the server at the next collection, whatever the rules
     *     say; not before this can be taken back no more
     * @return the word with which it is taken back
     */
    public String delete(Collection<Long> ids, boolean alsoOnServer) throws IOException {
        List<Row> before = index.rows(ids);
        moveTo(before, Role.TRASH);
        return undos.add(
                () -> moveBack(before),
                () -> {
                    if (alsoOnServer) {
                        deleteOnServer(before);
                    }
                });
    }

    /**
     * Removes messages for good. This cannot be taken back: whoever asks has asked the person.
     *
     * @return how many there were
     */
    public int deleteForEver(Collection<Long> ids, boolean alsoOnServer) throws IOException {
        List<Row> before = index.rows(ids);
        if (alsoOnServer) {
            deleteOnServer(before);
        }
        return index.remove(ids);
    }

    private void deleteOnServer(List<Row> rows) throws IOException {
        for (Row row : rows) {
            Optional<MailAccount> account = accounts.find(row.folder().account());
            if (account.isEmpty()) {
                continue;
            }
            Optional<OnServer.Item> item = server.of(account.get(), row.file().unique());
            if (item.isPresent() && !item.get().uid().isEmpty()) {
                server.wish(account.get().address(), item.get().uid(), Set.of(Wish.DELETE));
            }
        }
    }

    /**
     * Takes back what has this word.
     *
     * @return false when it is too late
     */
    public boolean undo(String token) throws IOException {
        return undos.undo(token);
    }
}
