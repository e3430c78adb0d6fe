package dev.buzon.reader.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a message whose name has changed since: first where it probably went, then everywhere. */
final class Finding {
    /** What readers usually do to a message: open it, answer it, star it. */
    private static final List<Set<Flag>> USUAL =
            List.of(
                    Set.of(Flag.SEEN),
                    Set.of(),
                    Set.of(Flag.SEEN, Flag.REPLIED),
                    Set.of(Flag.SEEN, Flag.STARRED),
                    Set.of(Flag.SEEN, Flag.TRASHED));

    private final MailFolder folder;

    Finding(MailFolder folder) {
        this.folder = folder;
    }

    Held find(FileName name) throws IOException {
        Optional<Held> guessed = guess(name);
        if (guessed.isPresent()) {
            return guessed.get();
        }
        // Twice: whoever renames while we list may slip through once.
        for (int look = 0; look < 2; look++) {
            Optional<Held> held = search(name.unique());
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw new NoSuchFileException(folder.place(name).toString());
    }

    /** Where it is, if that is one of the usual places. */
    Optional<Held> guess(FileName name) throws IOException {
        for (FileName guess : guesses(name)) {
            Optional<Held> held = folder.look(guess);
            if (held.isPresent()) {
                return held;
            }
        }
        return Optional.empty();
    }

    private static List<FileName> guesses(FileName name) {
        List<FileName> guesses = new ArrayList<>(List.of(name));
        USUAL.forEach(flags -> guesses.add(name.with(flags)));
        return guesses;
    }

    private Optional<Held> search(String unique) throws IOException {
        List<FileName> found = new ArrayList<>();
        folder.names(name -> {
            if (name.unique().equals(unique)) {
                found.add(name);
            }
        });
        // What was in new and is in cur by now comes last.
        for (FileName name : found.reversed()) {
            Optional<Held> held = folder.look(name);
            if (held.isPresent()) {
                return held;
            }
        }
        return Optional.empty();
    }
}
