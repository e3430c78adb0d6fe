package dev.buzon.reader.write;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.write.DraftRefusedException.Why;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Keeps drafts while they are typed: each is one message in the Drafts folder of its account. It is
 * replaced by adding the new one, durably, and only then removing the one before; whoever is
 * stopped in between finds both and takes the newer. Attachments are in the message itself. For
 * several threads.
 */
public final class Drafts {
    /** Messages in a folder of drafts that are looked at to find one. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final Desk desk;
    private final Clock clock;
    private final Path spool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Found> known = new HashMap<>();

    /** Whether all folders were looked at: what is not known is new then. */
    private boolean scanned;

    /** Where a draft is, and how often it was kept. */
    private record Found(String account, FileName name, long version) {}

    /**
     * A draft that is on disk.
     *
     * @param draft as it was kept; its attachments are in its own file now
     * @param folder the folder it is in
     * @param held its file there
     */
    public record Kept(Draft draft, MailFolder folder, Held held) {}

    /**
     * The drafts of these accounts.
     *
     * @param clock says the Date of a draft, in the person's zone
     * @param spool a folder for attachments on their way in; made when it is needed
     */
    public Drafts(Desk desk, Clock clock, Path spool) {
        this.desk = desk;
        this.clock = clock;
        this.spool = spool;
    }

    /**
     * Keeps a draft in the place of the one with its id, if there is one.
     *
     * @throws DraftRefusedException when it cannot be kept; what was there before stays
     * @throws dev.buzon.reader.folder.NoRoomException when the disk is full; the same
     */
    public Kept keep(Draft draft) throws IOException {
        lock.lock();
        try {
            Optional<Found> before = find(draft.id());
            return keep(draft, before);
        } finally {
            lock.unlock();
        }
    }

    private Kept keep(Draft draft, Optional<Found> before) throws IOException {
        own(draft.account());
        long version = before.map(Found::version).orElse(0L) + 1;
        Composed composed =
                Composed.of(draft, Composed.Form.DRAFT, OffsetDateTime.now(clock), version);
        MailFolder folder = desk.tree(draft.account()).need(Role.DRAFTS);
        Held held;
        try (InputStream octets = composed.open()) {
            held = folder.add(octets, Set.of(Flag.DRAFT, Flag.SEEN));
        } catch (NoSuchFileException e) {
            throw new DraftRefusedException(Why.ATTACHMENT_GONE, "attachments", "");
        }
        known.put(draft.id(), new Found(draft.account(), held.name(), version));
        if (before.isPresent()) {
            remove(before.get());
        }
        Path file = folder.file(held.name());
        return new Kept(DraftReader.in(file).draft(own(draft.account())), folder, held);
    }

    private void remove(Found found) throws IOException {
        desk.tree(found.account()).need(Role.DRAFTS).remove(List.of(found.name()));
    }

    /** The draft with this id; empty when there is none. */
    public Optional<Draft> open(String id) throws IOException {
        lock.lock();
        try {
            Optional<Found> found = find(id);
            return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get()));
        } finally {
            lock.unlock();
        }
    }

    private Draft read(Found found) throws IOException {
        return DraftReader.in(file(found)).draft(own(found.account()));
    }

    private Path file(Found found) throws IOException {
        return desk.tree(found.account()).need(Role.DRAFTS).file(found.name());
    }

    /**
     * Changes a draft and keeps it. Its attachments are those that are kept, unless the change says
     * otherwise.
     *
     * @throws DraftRefusedException when there is none of this id, or the changed one cannot be
     *     kept
     */
    public Kept change(String id, UnaryOperator<Draft> change) throws IOException {
        lock.lock();
        try {
            Found found =
                    find(id).orElseThrow(() -> new DraftRefusedException(Why.MISSING, "id", id));
            return keep(change.apply(read(found)).withId(id), Optional.of(found));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Attaches octets. They are read before anything else waits for it.
     *
     * @param octets read to their end, not closed
     * @throws DraftRefusedException when there is no such draft, or it has enough attachments
     */
    public Kept attach(String id, String name, String type, InputStream octets) throws IOException {
        Files.createDirectories(spool);
        Path arrived = Files.createTempFile(spool, "attachment-", ".part");
        try {
            Files.copy(octets, arrived, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Attachment attachment =
                    new Attachment(
                            MessageIds.newToken(),
                            name,
                            type,
                            Files.size(arrived),
                            new Attachment.OfFile(arrived));
            return change(
                    id,
                    draft -> {
                        List<Attachment> more = new ArrayList<>(draft.attachments());
                        more.add(attachment);
                        return draft.attachments(more);
                    });
        } finally {
            Files.deleteIfExists(arrived);
        }
    }

    /** Takes an attachment away; one that is not there is fine. */
    public Kept detach(String id, String attachment) throws IOException {
        return change(
                id,
                draft ->
                        draft.attachments(
                                draft.attachments().stream()
                                        .filter(one -> !one.id().equals(attachment))
                                        .toList()));
    }

    /**
     * Opens a message of a Drafts folder to go on writing it. A draft that another program kept is
     * kept anew, so that it has an id.
     *
     * @param account whose folder it is in
     */
    public Draft edit(String account, FileName name) throws IOException {
        lock.lock();
        try {
            MailFolder folder = desk.tree(account).need(Role.DRAFTS);
            FileName now = folder.find(name).name();
            DraftReader reader = DraftReader.in(folder.file(now));
            Draft draft = reader.draft(own(account));
            if (reader.id().isPresent()) {
                known.put(draft.id(), new Found(account, now, reader.version()));
                return draft;
            }
            Draft ours = draft.from(account, draft.from());
            return keep(ours, Optional.of(new Found(account, now, 0))).draft();
        } finally {
            lock.unlock();
        }
    }

    /** A message as a new draft, not kept yet: for what was sent or refused. */
    public Draft again(String account, Path message) throws IOException {
        Draft draft = DraftReader.in(message).draft(own(account));
        return draft.from(account, draft.from()).again();
    }

    /**
     * Removes a draft for good.
     *
     * @return whether there was one
     */
    public boolean discard(String id) throws IOException {
        lock.lock();
        try {
            Optional<Found> found = find(id);
            if (found.isPresent()) {
                remove(found.get());
                known.remove(id);
            }
            return found.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** The ids of all drafts that were kept here. Doubles that a crash left are removed. */
    public List<String> ids() throws IOException {
        lock.lock();
        try {
            scan();
            return known.keySet().stream().sorted().toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Found> find(String id) throws IOException {
        Found cached = known.get(id);
        if (cached != null) {
            try {
                file(cached);
                return Optional.of(cached);
            } catch (NoSuchFileException _) {
                known.remove(id); // another program moved or removed it
            }
        }
        if (!scanned || cached != null) {
            scan();
        }
        return Optional.ofNullable(known.get(id));
    }

    private void scan() throws IOException {
        known.clear();
        for (Own own : desk.all()) {
            Optional<MailFolder> folder = desk.tree(own.account()).folder(Role.DRAFTS);
            if (folder.isPresent()) {
                scan(own.account(), folder.get());
            }
        }
        scanned = true;
    }

    private void scan(String account, MailFolder folder) throws IOException {
        List<Held> newestFirst =
                folder.list().stream()
                        .sorted(Comparator.comparing(Held::modified).reversed())
                        .limit(LOOKED_AT_MAX)
                        .toList();
        for (Held held : newestFirst) {
            try {
                DraftReader reader = DraftReader.in(folder.file(held.name()));
                Optional<String> id = reader.id();
                if (id.isPresent()) {
                    newer(id.get(), new Found(account, held.name(), reader.version()));
                }
            } catch (NoSuchFileException _) {
                // Another program was faster.
            }
        }
    }

    /** Of two of the same id the one that was kept later stays. */
    private void newer(String id, Found found) throws IOException {
        Found other = known.get(id);
        boolean later = other == null || found.version() > other.version();
        if (other != null) {
            remove(later ? other : found);
        }
        if (later) {
            known.put(id, found);
        }
    }

    private Own own(String account) throws IOException {
        return desk.all().stream()
                .filter(one -> one.account().equalsIgnoreCase(account))
                .findFirst()
                .orElseThrow(() -> new DraftRefusedException(Why.MISSING, "account", account));
    }
}
