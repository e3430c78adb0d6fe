package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.sink.MaildirNames;
import dev.buzon.reader.folder.FolderRefusedException.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of one account: a Maildir++ tree. The root is the inbox; every other folder is a
 * directory in it whose name begins with a dot. What other programs make there is seen at the next
 * look; links that lead elsewhere are not followed.
 */
public final class MailTree {
    /** Tells the collector which messages went to another tree ({@code Maildir.thrownAway}). */
    private static final String ELSEWHERE = "buzon-elsewhere";

    private static final String FOLDER_MARK = "maildirfolder";

    private final Path root;
    private final Disk disk;
    private final MaildirNames names;

    private MailTree(Path root, Disk disk, InstantSource clock) {
        this.root = root;
        this.disk = disk;
        this.names = new MaildirNames(clock);
    }

    /**
     * The tree in this folder; its inbox is made if it is missing.
     *
     * @throws IOException when it can be neither opened nor made
     */
    public static MailTree at(Path root) throws IOException {
        return at(root, Disk.real(), InstantSource.system());
    }

    /** The same on a disk and with a clock that a test has in its hand. */
    public static MailTree at(Path root, Disk disk, InstantSource clock) throws IOException {
        disk.makeFolder(root);
        MailTree tree = new MailTree(root.toRealPath(), disk, clock);
        tree.inbox().make();
        return tree;
    }

    /** The folder on disk, without links in it. */
    public Path root() {
        return root;
    }

    /** Where mail arrives. */
    public MailFolder inbox() {
        return new MailFolder(this, "", Optional.of(Role.INBOX));
    }

    /** All folders: the inbox, then those with a role, then the others by name. */
    public List<MailFolder> folders() throws IOException {
        List<String> directories = directories();
        Map<Role, String> holders = holders(directories);
        List<MailFolder> folders = new ArrayList<>();
        folders.add(inbox());
        for (String directory : directories) {
            Optional<Role> role =
                    holders.entrySet().stream()
                            .filter(holder -> holder.getValue().equals(directory))
                            .map(Map.Entry::getKey)
                            .findFirst();
            folders.add(new MailFolder(this, directory, role));
        }
        folders.sort(
                Comparator.comparing((MailFolder folder) ->
                                folder.role().map(List.of(Role.values())::indexOf).orElse(99))
                        .thenComparing(folder -> folder.name().path().toLowerCase(Locale.ROOT))
                        .thenComparing(MailFolder::directory));
        return folders;
    }

    /** One folder for each role: the one whose name comes first among the names of that role. */
    private static Map<Role, String> holders(List<String> directories) {
        Map<Role, String> holders = new EnumMap<>(Role.class);
        Map<Role, Integer> ranks = new EnumMap<>(Role.class);
        for (String directory : directories) {
            FolderName name = FolderName.inDirectory(directory);
            boolean top =
                    name.levels().size() == 1
                            || (name.levels().size() == 2
                                    && name.levels().getFirst().equalsIgnoreCase("INBOX"));
            for (Role role : Role.values()) {
                int rank = top ? role.rank(name.last()) : -1;
                if (rank >= 0 && rank < ranks.getOrDefault(role, Integer.MAX_VALUE)) {
                    ranks.put(role, rank);
                    holders.put(role, directory);
                }
            }
        }
        return holders;
    }

    private List<String> directories() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> below = Files.newDirectoryStream(root, ".?*")) {
            for (Path path : below) {
                if (Files.isDirectory(path.resolve("cur"), LinkOption.NOFOLLOW_LINKS)
                        && !Files.isSymbolicLink(path)) {
                    found.add(String.valueOf(path.getFileName()));
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** The folder with this role, if there is one. */
    public Optional<MailFolder> folder(Role role) throws IOException {
        return folders().stream()
                .filter(folder -> folder.role().equals(Optional.of(role)))
                .findFirst();
    }

    /** The folder with this name ({@code Work/2026}; empty for the inbox), if there is one. */
    public Optional<MailFolder> folder(String path) throws IOException {
        return folders().stream().filter(folder -> folder.name().path().equals(path)).findFirst();
    }

    /** The folder in this directory of the tree (empty for the inbox), if there is one. */
    public Optional<MailFolder> inDirectory(String directory) throws IOException {
        return folders().stream()
                .filter(folder -> folder.directory().equals(directory))
                .findFirst();
    }

    /** The folder with this role, made if there is none. */
    public MailFolder need(Role role) throws IOException {
        Optional<MailFolder> found = folder(role);
        return found.isPresent() ? found.get() : create(FolderName.of(role.names().getFirst()));
    }

    /**
     * Makes a folder, and those it lies in.
     *
     * @throws FolderRefusedException when there is one of that name
     */
    public MailFolder create(FolderName name) throws IOException {
        refuseTaken(name);
        Optional<FolderName> outer = name.parent();
        if (outer.isPresent() && !Files.isDirectory(path(outer.get().directory()))) {
            create(outer.get());
        }
        make(name.directory());
        return folder(name.path()).orElseThrow(() -> missing(name));
    }

    private void make(String directory) throws IOException {
        try {
            MailFolder folder = new MailFolder(this, directory, Optional.empty());
            folder.make();
            Path mark = folder.path().resolve(FOLDER_MARK);
            if (!Files.exists(mark)) {
                disk.create(mark).close();
                disk.sync(folder.path());
            }
        } catch (IOException e) {
            throw NoRoomException.of(e);
        }
    }

    /** Whether somebody was stopped while making this folder: then it is made to its end. */
    private static boolean halfMade(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(directory.resolve("cur"), LinkOption.NOFOLLOW_LINKS);
    }

    private void refuseTaken(FolderName name) throws IOException {
        String wanted = name.path().toLowerCase(Locale.ROOT);
        for (String directory : directories()) {
            String path = FolderName.inDirectory(directory).path();
            if (path.toLowerCase(Locale.ROOT).equals(wanted)) {
                throw new FolderRefusedException(Why.TAKEN, path);
            }
        }
        Path there = path(name.directory());
        if (Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !halfMade(there)) {
            throw new FolderRefusedException(Why.TAKEN, name.path());
        }
    }

    /**
     * Gives a folder, with those in it, another name, which may lie in another folder.
     *
     * @throws FolderRefusedException when that cannot be
     */
    public MailFolder rename(MailFolder folder, FolderName name) throws IOException {
        FolderName before = folder.name();
        if (folder.directory().isEmpty()) {
            throw new FolderRefusedException(Why.INBOX, before.path());
        }
        if (name.in(before)) {
            throw new FolderRefusedException(Why.INTO_ITSELF, name.path());
        }
        if (!before.path().equalsIgnoreCase(name.path())) {
            refuseTaken(name);
        }
        Optional<FolderName> outer = name.parent();
        if (outer.isPresent() && !Files.isDirectory(path(outer.get().directory()))) {
            create(outer.get());
        }
        // Those in it first: whoever is stopped between them finds the outer one where it was.
        String inner = folder.directory() + ".";
        for (String directory : directories()) {
            if (directory.startsWith(inner)) {
                String rest = directory.substring(folder.directory().length());
                renameDirectory(directory, name.directory() + rest);
            }
        }
        renameDirectory(folder.directory(), name.directory());
        disk.sync(root);
        return folder(name.path()).orElseThrow(() -> missing(name));
    }

    private void renameDirectory(String from, String to) throws IOException {
        if (to.length() > FolderName.ENCODED_MAX) {
            throw new FolderRefusedException(Why.TOO_LONG, to);
        }
        if (!from.equalsIgnoreCase(to) && Files.exists(path(to), LinkOption.NOFOLLOW_LINKS)) {
            throw new FolderRefusedException(Why.TAKEN, to);
        }
        disk.rename(path(from), path(to));
    }

    /**
     * Deletes a folder; folders in it stay.
     *
     * @param withMail whether it is deleted although there is mail in it, which is then gone
     * @throws FolderRefusedException when there is mail in it, or it is the inbox
     */
    public void delete(MailFolder folder, boolean withMail) throws IOException {
        if (folder.directory().isEmpty()) {
            throw new FolderRefusedException(Why.INBOX, "");
        }
        if (!Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            throw missing(folder.name());
        }
        new Deleting(disk, folder.path()).run(withMail);
        disk.sync(root);
    }

    private static FolderRefusedException missing(FolderName name) {
        return new FolderRefusedException(Why.MISSING, name.path());
    }

    /** Notes that messages of this tree lie in another one now: they were not thrown away. */
    void wentElsewhere(List<String> uniques) throws IOException {
        try (Disk.Writing writing = disk.append(root.resolve(ELSEWHERE))) {
            // The line break in front: the last line may be torn.
            String text = "\n" + String.join("\n", uniques) + "\n";
            byte[] lines = text.getBytes(StandardCharsets.UTF_8);
            writing.write(ByteBuffer.wrap(lines));
            writing.sync();
        }
        disk.sync(root);
    }

    Path path(String directory) {
        return directory.isEmpty() ? root : root.resolve(directory);
    }

    Disk disk() {
        return disk;
    }

    MaildirNames names() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailTree tree && tree.root.equals(root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
