package dev.buzon.client.sink;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The folders of a Maildir and, in the manner of Maildir++, of those below it. */
final class MaildirFolders {
    /**
     * Holds what this Maildir is called in receipts: a folder that was made anew, or whose disk is
     * not mounted, is not mistaken for one that somebody has emptied.
     */
    static final String ID_FILE = "buzon-maildir-id";

    /**
     * Unique parts of names, one on a line, of messages that were moved from here to another
     * account's folders: they are kept there, and not thrown away.
     */
    static final String ELSEWHERE_FILE = "buzon-elsewhere";

    private static final int ID_OCTETS_MAX = 64;

    /** Last parts of the names of folders in which thrown-away messages wait for their end. */
    private static final Set<String> TRASH =
            Set.of("trash", "papelera", "deleted messages", "deleted items", "deleted");

    private final Path root;
    private final Disk disk;

    MaildirFolders(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    Path root() {
        return root;
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path fresh() {
        return root.resolve("new");
    }

    /** Makes what is missing and says what the Maildir is called. */
    String open() throws IOException {
        for (Path folder : List.of(root, tmp(), fresh(), root.resolve("cur"))) {
            disk.makeFolder(folder);
        }
        return id();
    }

    /** What the folder is called in receipts; given to it now if it has no name yet. */
    String id() throws IOException {
        Path file = root.resolve(ID_FILE);
        try {
            String id = read(file);
            if (id.matches("[0-9a-f]{16}")) {
                // Whoever wrote it may have been stopped before the name was durable: a power cut
                // would give the folder another name, and everything in it were a stranger's.
                disk.sync(root);
                return id;
            }
        } catch (NoSuchFileException e) {
            // The first time, or a Maildir that another program made.
        }
        String id = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        write(file, id + "\n");
        return id;
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(ID_OCTETS_MAX), StandardCharsets.ISO_8859_1).strip();
        }
    }

    private void write(Path file, String text) throws IOException {
        Path before = file.resolveSibling(ID_FILE + "." + ProcessHandle.current().pid());
        disk.remove(before);
        try (Disk.Writing writing = disk.create(before)) {
            writing.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            writing.sync();
        }
        disk.rename(before, file);
        disk.sync(root);
    }

    /** The unique parts of all names, whatever folder they are in. */
    Set<String> everything() throws IOException {
        return withElsewhere(names(folder -> true));
    }

    /** The unique parts of the names of what is not in the trash. */
    Set<String> kept() throws IOException {
        return withElsewhere(names(folder -> !trash(folder)));
    }

    private Set<String> withElsewhere(Set<String> names) throws IOException {
        Path file = root.resolve(ELSEWHERE_FILE);
        if (Files.exists(file)) {
            try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.forEach(names::add);
            }
        }
        return names;
    }

    /** Where the file with this unique part is now. */
    Optional<Path> find(String unique) throws IOException {
        for (Path folder : all(folder -> true)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, unique + "*")) {
                for (Path file : files) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private Set<String> names(Predicate<Path> wanted) throws IOException {
        Set<String> names = new HashSet<>();
        // Readers move from new to cur: in this order no message is missed.
        for (Path folder : all(wanted)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(
                        file -> names.add(MaildirNames.unique(String.valueOf(file.getFileName()))));
            }
        }
        return names;
    }

    private List<Path> all(Predicate<Path> wanted) throws IOException {
        List<Path> maildirs = new ArrayList<>(List.of(root));
        try (DirectoryStream<Path> below = Files.newDirectoryStream(root, ".?*")) {
            below.forEach(maildirs::add);
        }
        List<Path> all = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            for (Path maildir : maildirs) {
                Path folder = maildir.resolve(part);
                if (wanted.test(maildir) && Files.isDirectory(folder)) {
                    all.add(folder);
                }
            }
        }
        return all;
    }

    private static boolean trash(Path maildir) {
        String name = String.valueOf(maildir.getFileName());
        String last = name.substring(name.lastIndexOf('.') + 1);
        return TRASH.contains(last.toLowerCase(Locale.ROOT));
    }
}
