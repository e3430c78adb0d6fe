package dev.buzon.reader.folder;

import dev.buzon.reader.folder.FolderRefusedException.Why;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name of a folder, level by level: {@code Work/2026} for people, {@code .Work.2026} on disk.
 *
 * @param levels its levels, the outermost first; none for the inbox
 */
public record FolderName(List<String> levels) {
    /** Octets of a name on disk; file systems allow 255. */
    public static final int ENCODED_MAX = 240;

    /** Levels of a name. */
    public static final int LEVELS_MAX = 16;

    /** The inbox, which is the tree's root. */
    public static final FolderName INBOX = new FolderName(List.of());

    private static final int UNPRINTABLE =
            1 << Character.CONTROL
                    | 1 << Character.SURROGATE
                    | 1 << Character.UNASSIGNED
                    | 1 << Character.LINE_SEPARATOR
                    | 1 << Character.PARAGRAPH_SEPARATOR
                    | 1 << Character.FORMAT;

    /** A name as it is, from the disk; for a new one take {@link #of}. */
    public FolderName {
        levels = List.copyOf(levels);
    }

    /**
     * The name a person has written, with {@code /} between its levels.
     *
     * @throws FolderRefusedException when no folder can have that name
     */
    public static FolderName of(String text) throws FolderRefusedException {
        if (text.length() > ENCODED_MAX) {
            throw new FolderRefusedException(Why.TOO_LONG, text.substring(0, ENCODED_MAX));
        }
        List<String> levels = List.of(text.split("/", -1));
        for (String level : levels) {
            Optional<Why> why = objection(level);
            if (why.isPresent()) {
                throw new FolderRefusedException(why.get(), text);
            }
        }
        FolderName name = new FolderName(levels);
        if (levels.size() > LEVELS_MAX) {
            throw new FolderRefusedException(Why.TOO_DEEP, text);
        }
        if (name.directory().length() > ENCODED_MAX) {
            throw new FolderRefusedException(Why.TOO_LONG, text);
        }
        if (levels.getFirst().toLowerCase(Locale.ROOT).equals("inbox")) {
            throw new FolderRefusedException(Why.RESERVED, text);
        }
        return name;
    }

    private static Optional<Why> objection(String level) {
        if (level.isBlank()) {
            return Optional.of(Why.EMPTY);
        }
        if (level.indexOf('.') >= 0) {
            return Optional.of(Why.DOT);
        }
        if (level.codePoints().anyMatch(FolderName::unprintable)) {
            return Optional.of(Why.CONTROL);
        }
        return level.strip().equals(level) ? Optional.empty() : Optional.of(Why.BLANK);
    }

    private static boolean unprintable(int c) {
        boolean joiner = c == 0x200c || c == 0x200d; // in names of some languages, and in emoji
        return !joiner && (UNPRINTABLE >> Character.getType(c) & 1) != 0;
    }

    /** The name of a directory of a tree. What is not well encoded is taken as it is. */
    public static FolderName inDirectory(String directory) {
        if (directory.isEmpty()) {
            return INBOX;
        }
        return new FolderName(
                List.of(directory.substring(1).split("\\.", -1)).stream()
                        .map(level -> ModifiedUtf7.decode(level).orElse(level))
                        .toList());
    }

    /** Its directory in the tree; empty for the inbox. */
    public String directory() {
        return levels.stream()
                .map(level -> "." + ModifiedUtf7.encode(level))
                .collect(Collectors.joining());
    }

    /** Its levels with {@code /} between them; empty for the inbox. */
    public String path() {
        return String.join("/", levels);
    }

    /** Its innermost level; empty for the inbox. */
    public String last() {
        return levels.isEmpty() ? "" : levels.getLast();
    }

    /** The folder this one lies in, if it lies in one that is not the root. */
    public Optional<FolderName> parent() {
        return levels.size() < 2
                ? Optional.empty()
                : Optional.of(new FolderName(levels.subList(0, levels.size() - 1)));
    }

    /** Whether this folder lies in that one, at whatever depth. */
    public boolean in(FolderName outer) {
        return levels.size() > outer.levels.size()
                && levels.subList(0, outer.levels.size()).equals(outer.levels);
    }

    @Override
    public String toString() {
        return levels.isEmpty() ? "INBOX" : path();
    }
}
