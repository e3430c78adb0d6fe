package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.Role;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/** Brings the index to what the folders hold. */
final class Refresh {
    /** Messages in one transaction. */
    private static final int STEP = 500;

    /** Octets of files that are read for one transaction, unless one alone is larger. */
    private static final long STEP_OCTETS = 8L << 20;

    private static final int THREADS = 2;

    private final Database database;
    private final Folders folders;
    private final ReentrantLock disk;
    private final Progress progress;
    private final Instant now;
    private final Tally tally = new Tally();
    private final Set<Long> unsettled = new HashSet<>();

    /** A file to be read. */
    private record Found(long seq, long folder, FileName name) {}

    /** A file that was read, or not. */
    private record Read(Found found, Optional<Facts> facts) {}

    /**
     * @param disk held while folders are compared with rows: nobody moves a message meanwhile
     */
    Refresh(
            Database database,
            Folders folders,
            ReentrantLock disk,
            Progress progress,
            Instant now) {
        this.database = database;
        this.folders = folders;
        this.disk = disk;
        this.progress = progress;
        this.now = now;
    }

    Report run(Collection<Place> places) throws IOException, InterruptedException {
        Looking looking = new Looking(database, folders, tally);
        Set<FolderRef> gone;
        disk.lock();
        try {
            List<FolderRef> present = new ArrayList<>();
            Set<FolderRef> kept = new HashSet<>();
            for (Place place : places) {
                take(place, present, kept);
            }
            kept.addAll(present);
            gone = folders.besides(kept);
            looking.look(present, gone, now);
        } finally {
            disk.unlock();
        }
        read();
        removeLost();
        finish(looking.stamps(), gone);
        return tally.report();
    }

    private void take(Place place, List<FolderRef> present, Set<FolderRef> kept)
            throws IOException {
        Path root = place.tree().root();
        if (java.nio.file.Files.isDirectory(root)) {
            present.addAll(folders.take(place));
        } else {
            problem(root, Problem.What.FOLDER_UNREADABLE); // perhaps a disk that is not mounted
            kept.addAll(folders.of(place.account()));
        }
    }

    private void read() throws IOException, InterruptedException {
        long[] count = {0};
        database.alone(s -> count[0] = s.number("SELECT count(*) FROM found"));
        long done = 0;
        progress.at(done, count[0]);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Read>> reading = start(threads, 0);
            while (!reading.isEmpty()) {
                List<Read> read = new ArrayList<>();
                for (Future<Read> each : reading) {
                    read.add(finished(each));
                }
                // While these are stored, the next ones are read.
                reading = start(threads, read.getLast().found().seq());
                store(read);
                done += read.size();
                progress.at(done, count[0]);
                if (Thread.interrupted()) {
                    reading.forEach(each -> each.cancel(true));
                    throw new InterruptedException("the refresh was broken off");
                }
            }
        }
    }

    private List<Future<Read>> start(ExecutorService threads, long after) throws IOException {
        List<Found> next = new ArrayList<>();
        database.alone(session -> {
            session.each(
                    "SELECT seq, folder, file, fresh FROM found WHERE seq > ?"
                            + " ORDER BY seq LIMIT "
                            + STEP,
                    row ->
                            next.add(
                                    new Found(
                                            row.getLong(1),
                                            row.getLong(2),
                                            new FileName(row.getString(3), row.getBoolean(4)))),
                    after);
            return next;
        });
        Map<Long, MailFolder> places = places();
        List<Future<Read>> reading = new ArrayList<>();
        long octets = 0;
        for (Found found : next) {
            MailFolder folder = places.get(found.folder());
            octets += octets(found.name());
            if (folder == null || (octets > STEP_OCTETS && !reading.isEmpty())) {
                break;
            }
            reading.add(threads.submit(() -> new Read(found, facts(found, folder))));
        }
        return reading;
    }

    /** The size its name tells; only to form steps. */
    private static long octets(FileName name) {
        int at = name.text().indexOf(",S=");
        int end = at + 3;
        long octets = 0;
        while (at >= 0 && end < name.text().length() && octets < STEP_OCTETS) {
            char digit = name.text().charAt(end++);
            if (digit < '0' || digit > '9') {
                break;
            }
            octets = 10 * octets + digit - '0';
        }
        return octets;
    }

    private Map<Long, MailFolder> places() {
        Map<Long, MailFolder> places = new HashMap<>();
        folders.each((id, folder) -> places.put(id, folder));
        return places;
    }

    private static Read finished(Future<Read> reading) throws IOException, InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("a message could not be read", e.getCause());
        }
    }

    /** Nothing when the file is gone by now, or cannot be read. */
    private Optional<Facts> facts(Found found, MailFolder folder) {
        Path file = folder.path().resolve(found.name().fresh() ? "new" : "cur");
        file = file.resolve(found.name().text());
        try {
            Held held = folder.find(found.name());
            Facts facts = Reading.of(folder.file(held.name()), held);
            if (!facts.understood()) {
                problem(file, Problem.What.NOT_UNDERSTOOD);
            }
            return Optional.of(facts);
        } catch (NoSuchFileException e) {
            if (java.nio.file.Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                problem(file, Problem.What.NO_FILE);
            }
            return Optional.empty();
        } catch (IOException e) {
            problem(file, Problem.What.UNREADABLE);
            unsettled(found.folder());
            return Optional.empty();
        }
    }

    private synchronized void problem(Path file, Problem.What what) {
        tally.problem(new Problem(file, what));
    }

    private synchronized void unsettled(long folder) {
        unsettled.add(folder);
    }

    private void store(List<Read> read) throws IOException {
        database.write(session -> {
            Storing storing = new Storing(session, now.toEpochMilli());
            for (Read each : read) {
                if (each.facts().isPresent()) {
                    store(session, storing, each.found().folder(), each.facts().get());
                }
            }
            return read;
        });
    }

    private void store(Session session, Storing storing, long folder, Facts facts)
            throws SQLException {
        Optional<Long> twin = Looking.lostTwin(session, facts);
        if (twin.isPresent() && storing.place(twin.get(), folder, facts.held().name())) {
            session.run("DELETE FROM lost WHERE id = ?", twin.get());
            tally.moved++;
            return;
        }
        Optional<Role> role = folders.role(folder);
        Optional<Long> id = storing.insert(folder, role, facts);
        if (id.isPresent()) {
            tally.added++;
            if (role.equals(Optional.of(Role.INBOX))
                    && !facts.held().flags().contains(dev.buzon.reader.folder.Flag.SEEN)) {
                tally.newest(facts.date(), id.get());
            }
        }
    }

    private void removeLost() throws IOException, InterruptedException {
        for (int n = STEP; n == STEP; ) {
            n =
                    database.write(session -> {
                        List<Long> ids =
                                session.all(
                                        "SELECT id FROM lost LIMIT " + STEP, row -> row.getLong(1));
                        Storing storing = new Storing(session, 0);
                        for (long id : ids) {
                            storing.remove(id);
                            session.run("DELETE FROM lost WHERE id = ?", id);
                        }
                        return ids.size();
                    });
            tally.removed += n;
            if (Thread.interrupted()) {
                throw new InterruptedException("the refresh was broken off");
            }
        }
    }

    private void finish(Map<Long, MailFolder.Stamp> stamps, Set<FolderRef> gone)
            throws IOException {
        database.write(session -> {
            for (var each : stamps.entrySet()) {
                boolean settled = !unsettled.contains(each.getKey());
                MailFolder.Stamp stamp = each.getValue();
                session.run(
                        "UPDATE folder SET fresh_at = ?, seen_at = ? WHERE id = ?",
                        settled ? Looking.nanos(stamp.fresh()) : 0,
                        settled ? Looking.nanos(stamp.seen()) : 1,
                        each.getKey());
            }
            for (FolderRef ref : gone) {
                folders.forget(session, ref);
            }
            return stamps;
        });
        folders.forgotten(gone);
    }
}
