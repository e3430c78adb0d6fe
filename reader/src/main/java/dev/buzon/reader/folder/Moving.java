package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Moves messages to another folder, perhaps of another tree or on another disk. Whenever it stops,
 * a message is in one of the two, or (on another disk) in both under the same unique name; moving
 * it again then removes the one that was left.
 */
final class Moving {
    /** How many messages are copied to another disk before they are made durable. */
    private static final int COPIES_AT_ONCE = 64;

    private final MailFolder source;
    private final MailFolder target;
    private final Disk disk;
    private final List<FileName> copied = new ArrayList<>();

    Moving(MailFolder source, MailFolder target) {
        this.source = source;
        this.target = target;
        this.disk = source.tree().disk();
    }

    List<Moved> run(Collection<FileName> names) throws IOException {
        List<Moved> moved = new ArrayList<>();
        if (source.equals(target)) {
            return moved;
        }
        List<Held> found = found(names);
        try (Adding adding = target.adding()) {
            if (!source.tree().equals(target.tree()) && !found.isEmpty()) {
                source.tree().wentElsewhere(found.stream().map(Held::unique).toList());
            }
            for (Held held : found) {
                moved.add(new Moved(held.name(), move(held, adding)));
                if (copied.size() >= COPIES_AT_ONCE) {
                    removeCopied(adding);
                }
            }
            removeCopied(adding);
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
        // The new place first: after a power cut a message is rather there twice than not at all.
        sync(target);
        sync(source);
        return moved;
    }

    private List<Held> found(Collection<FileName> names) throws IOException {
        List<Held> found = new ArrayList<>();
        for (FileName name : names) {
            try {
                found.add(source.find(name));
            } catch (NoSuchFileException e) {
                // Somebody else was faster; the caller sees that it is not among the moved.
            }
        }
        return found;
    }

    private Held move(Held held, Adding adding) throws IOException {
        FileName name = held.name();
        Optional<Held> there = new Finding(target).guess(name);
        if (there.isPresent()) {
            if (there.get().octets() == held.octets() && same(held, there.get())) {
                disk.remove(source.place(name)); // an earlier move was stopped before this
                return there.get();
            }
            String unique = target.tree().names().next();
            name = name.renamed(unique + name.base().substring(name.unique().length()));
        }
        try {
            disk.rename(source.place(held.name()), target.place(name));
            return new Held(name, held.octets(), held.modified());
        } catch (AtomicMoveNotSupportedException e) {
            copied.add(held.name());
            try (InputStream in = Files.newInputStream(source.place(held.name()))) {
                return adding.add(in, held.flags(), name.unique());
            }
        }
    }

    private boolean same(Held here, Held there) throws IOException {
        return Files.mismatch(source.place(here.name()), target.place(there.name())) < 0;
    }

    private void removeCopied(Adding adding) throws IOException {
        adding.commit();
        for (FileName name : copied) {
            disk.remove(source.file(name));
        }
        copied.clear();
    }

    private void sync(MailFolder folder) throws IOException {
        disk.sync(folder.part(true));
        disk.sync(folder.part(false));
    }
}
