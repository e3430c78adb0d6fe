package dev.buzon.reader.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of a tree: {@code new}, {@code cur} and {@code tmp}. Others deliver, rename and remove
 * while we do; a message that was renamed since it was looked at is found again by the part of its
 * name that stays. Messages are never in two minds: a step that fails leaves what was there.
 */
public final class MailFolder {
    private static final List<String> PARTS = List.of("tmp", "new", "cur");

    private final MailTree tree;
    private final String directory;
    private final Optional<Role> role;
    private final Path path;

    MailFolder(MailTree tree, String directory, Optional<Role> role) {
        this.tree = tree;
        this.directory = directory;
        this.role = role;
        this.path = tree.path(directory);
    }

    /** Takes names one after the other. */
    @FunctionalInterface
    public interface Names {
        /** The next name. */
        void take(FileName name) throws IOException;
    }

    /**
     * When {@code new} and {@code cur} were last changed; a part that is missing has the epoch.
     *
     * @param fresh of {@code new}
     * @param seen of {@code cur}
     */
    public record Stamp(Instant fresh, Instant seen) {}

    /** The tree it belongs to. */
    public MailTree tree() {
        return tree;
    }

    /** Its directory's name in the tree; empty for the inbox. Its identity. */
    public String directory() {
        return directory;
    }

    /** Its name for people. */
    public FolderName name() {
        return FolderName.inDirectory(directory);
    }

    /** What it is for, when its name says so. */
    public Optional<Role> role() {
        return role;
    }

    /** Its directory. */
    public Path path() {
        return path;
    }

    /** Makes what is missing of it. */
    void make() throws IOException {
        for (String part : PARTS) {
            tree.disk().makeFolder(path.resolve(part));
        }
    }

    /** When it was last changed. Cheap: two looks at the disk. */
    public Stamp stamp() throws IOException {
        return new Stamp(changed("new"), changed("cur"));
    }

    private Instant changed(String part) throws IOException {
        try {
            return Files.getLastModifiedTime(path.resolve(part), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * All names, in no order; a file that is renamed meanwhile may come twice, but is not missed
     * when it goes from {@code new} to {@code cur}.
     */
    public void names(Names taker) throws IOException {
        for (boolean fresh : List.of(true, false)) {
            Path part = part(fresh);
            if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
                for (Path file : files) {
                    String text = String.valueOf(file.getFileName());
                    if (!text.startsWith(".")) {
                        taker.take(new FileName(text, fresh));
                    }
                }
            } catch (java.nio.file.DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }

    /** All messages, in no order. What is no regular file is passed over. */
    public List<Held> list() throws IOException {
        List<Held> all = new ArrayList<>();
        names(name -> look(name).ifPresent(all::add));
        return all;
    }

    /** The message in the file of this very name, if it is there and a regular file. */
    public Optional<Held> look(FileName name) throws IOException {
        try {
            BasicFileAttributes seen =
                    Files.readAttributes(
                            place(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            FileTime modified = seen.lastModifiedTime();
            return seen.isRegularFile()
                    ? Optional.of(new Held(name, seen.size(), modified.toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The message with this name now, whatever its flags have become.
     *
     * @throws NoSuchFileException when it is not in this folder any more
     */
    public Held find(FileName name) throws IOException {
        return new Finding(this).find(name);
    }

    /**
     * Where the message is now. Another program may rename it at any time.
     *
     * @throws NoSuchFileException when it is not in this folder any more
     */
    public Path file(FileName name) throws IOException {
        return place(find(name).name());
    }

    /**
     * Adds a message: durable when this returns.
     *
     * @param octets the message; read to its end, not closed
     * @param flags with none of them it is new mail
     * @throws NoRoomException when the disk is full; nothing is left behind
     */
    public Held add(InputStream octets, Set<Flag> flags) throws IOException {
        try (Adding adding = adding()) {
            Held held = adding.add(octets, flags);
            adding.commit();
            return held;
        }
    }

    /** Adds many messages, which become durable and visible together. */
    public Adding adding() throws IOException {
        return new Adding(this);
    }

    /**
     * Sets and clears flags; other letters in the name stay.
     *
     * @return the message under its new name
     * @throws NoSuchFileException when it is not in this folder any more
     */
    public Held flags(FileName name, Set<Flag> set, Set<Flag> clear) throws IOException {
        Held now = find(name);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(now.flags());
        flags.addAll(set);
        flags.removeAll(clear);
        if (flags.equals(now.flags())) {
            return now;
        }
        FileName renamed = now.name().with(flags);
        // Not synced: a flag that a power cut takes back costs a look, waiting for the disk more.
        try {
            tree.disk().rename(place(now.name()), place(renamed));
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
        return new Held(renamed, now.octets(), now.modified());
    }

    /**
     * Moves a message to another folder, perhaps of another tree or on another disk.
     *
     * @return the message there
     * @throws NoSuchFileException when it is not in this folder any more
     * @throws NoRoomException when the disk is full; the message is then still here
     */
    public Held move(FileName name, MailFolder target) throws IOException {
        return move(List.of(name), target).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchFileException(place(name).toString()))
                .to();
    }

    /**
     * Moves messages. What stops halfway can be done again: no message is lost, and none is there
     * twice after that. A message that goes to another tree is not thrown away for the collector of
     * this one.
     *
     * @return those that were still here
     * @throws NoRoomException when the disk is full; each message is then in one of the folders
     */
    public List<Moved> move(Collection<FileName> names, MailFolder target) throws IOException {
        return new Moving(this, target).run(names);
    }

    /**
     * Removes messages for good, wherever their names have gone in this folder meanwhile.
     *
     * @return how many were there
     */
    public int remove(Collection<FileName> names) throws IOException {
        int removed = 0;
        for (FileName name : names) {
            try {
                removed += tree.disk().remove(file(name)) ? 1 : 0;
            } catch (NoSuchFileException e) {
                // Somebody else was faster.
            }
        }
        if (removed > 0) {
            tree.disk().sync(part(true));
            tree.disk().sync(part(false));
        }
        return removed;
    }

    Path part(boolean fresh) {
        return path.resolve(fresh ? "new" : "cur");
    }

    Path place(FileName name) {
        Path file = part(name.fresh()).resolve(name.text());
        if (!part(name.fresh()).equals(file.getParent())) {
            throw new IllegalArgumentException("a file's name has no separators: " + name.text());
        }
        return file;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailFolder folder
                && folder.tree.equals(tree)
                && folder.directory.equals(directory);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
