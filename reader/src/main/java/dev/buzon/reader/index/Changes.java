package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.Moved;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Changes messages on disk and in the rows: first the disk, which is the truth. */
final class Changes {
    private final Database database;
    private final Folders folders;
    private final ReentrantLock disk;

    /** Where a message is said to be. */
    private record Spot(long id, FolderRef folder, FileName name) {}

    /** Where a message is now. */
    private record Placed(long id, long folder, FileName name) {}

    Changes(Database database, Folders folders, ReentrantLock disk) {
        this.database = database;
        this.folders = folders;
        this.disk = disk;
    }

    private Map<FolderRef, List<Spot>> spots(Collection<Long> ids) throws IOException {
        Map<FolderRef, List<Spot>> spots = new LinkedHashMap<>();
        database.read(session -> {
            session.each(
                    "SELECT m.id, f.account, f.directory, m.file, m.fresh FROM message m"
                            + " JOIN folder f ON f.id = m.folder"
                            + " WHERE m.id IN (SELECT value FROM json_each(?))",
                    row -> {
                        FolderRef ref = new FolderRef(row.getString(2), row.getString(3));
                        FileName name = new FileName(row.getString(4), row.getBoolean(5));
                        spots.computeIfAbsent(ref, _ -> new ArrayList<>())
                                .add(new Spot(row.getLong(1), ref, name));
                    },
                    Rows.json(ids));
            return spots;
        });
        return spots;
    }

    List<Long> flag(Collection<Long> ids, Set<Flag> set, Set<Flag> clear) throws IOException {
        disk.lock();
        try {
            List<Placed> placed = new ArrayList<>();
            try {
                for (var each : spots(ids).entrySet()) {
                    Optional<MailFolder> folder = folders.onDisk(each.getKey());
                    for (Spot spot : folder.isPresent() ? each.getValue() : List.<Spot>of()) {
                        try {
                            Held held = folder.get().flags(spot.name(), set, clear);
                            placed.add(placed(spot, each.getKey(), held));
                        } catch (NoSuchFileException e) {
                            // It went elsewhere; the next refresh sees where.
                        }
                    }
                }
            } finally {
                store(placed); // also what was done before a failure
            }
            return placed.stream().map(Placed::id).toList();
        } finally {
            disk.unlock();
        }
    }

    private Placed placed(Spot spot, FolderRef folder, Held held) {
        return new Placed(spot.id(), folders.id(folder).orElseThrow(), held.name());
    }

    List<Long> move(Collection<Long> ids, FolderRef to) throws IOException {
        MailFolder target =
                folders.onDisk(to).orElseThrow(() -> new NoSuchFileException(to.toString()));
        disk.lock();
        try {
            List<Long> there = new ArrayList<>();
            for (var each : spots(ids).entrySet()) {
                if (each.getKey().equals(to)) {
                    each.getValue().forEach(spot -> there.add(spot.id()));
                } else if (folders.onDisk(each.getKey()).isPresent()) {
                    MailFolder source = folders.onDisk(each.getKey()).get();
                    there.addAll(move(each.getValue(), source, target, to));
                }
            }
            return there;
        } finally {
            disk.unlock();
        }
    }

    private List<Long> move(List<Spot> spots, MailFolder source, MailFolder target, FolderRef to)
            throws IOException {
        Map<String, Spot> byName = new HashMap<>();
        spots.forEach(spot -> byName.put(spot.name().unique(), spot));
        List<Moved> moved = source.move(spots.stream().map(Spot::name).toList(), target);
        List<Placed> placed = new ArrayList<>();
        for (Moved each : moved) {
            Spot spot = byName.get(each.from().unique());
            if (spot != null) {
                placed.add(placed(spot, to, each.to()));
            }
        }
        store(placed);
        return placed.stream().map(Placed::id).toList();
    }

    private void store(List<Placed> placed) throws IOException {
        database.write(session -> {
            Storing storing = new Storing(session, 0);
            for (Placed each : placed) {
                if (!storing.place(each.id(), each.folder(), each.name())) {
                    storing.remove(each.id()); // a copy of it was there already
                }
            }
            return placed;
        });
    }

    int remove(Collection<Long> ids) throws IOException {
        disk.lock();
        try {
            int removed = 0;
            for (var each : spots(ids).entrySet()) {
                Optional<MailFolder> folder = folders.onDisk(each.getKey());
                if (folder.isPresent()) {
                    List<Spot> spots = each.getValue();
                    removed += folder.get().remove(spots.stream().map(Spot::name).toList());
                    forget(spots);
                }
            }
            return removed;
        } finally {
            disk.unlock();
        }
    }

    private void forget(List<Spot> spots) throws IOException {
        database.write(session -> {
            Storing storing = new Storing(session, 0);
            for (Spot spot : spots) {
                storing.remove(spot.id());
            }
            return spots;
        });
    }

    /** A message that was just added to a folder. */
    long added(FolderRef ref, Held held, long now) throws IOException {
        disk.lock();
        try {
            MailFolder folder =
                    folders.onDisk(ref).orElseThrow(() -> new NoSuchFileException(ref.toString()));
            long id = folders.id(ref).orElseThrow();
            Facts facts = Reading.of(folder.file(held.name()), held);
            return database.write(session ->
                    new Storing(session, now).insert(id, folder.role(), facts).orElseGet(() -> 0L));
        } finally {
            disk.unlock();
        }
    }
}
