package dev.buzon.reader.exchange;

import dev.buzon.reader.exchange.Imported.Why;
import dev.buzon.reader.folder.FolderName;
import dev.buzon.reader.folder.FolderRefusedException;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.ModifiedUtf7;
import dev.buzon.reader.folder.Role;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Walks through a source and says what goes into which folder. Links are not followed. */
final class Finding {
    /** Folders in folders. */
    private static final int DEPTH_MAX = 32;

    /** What lies among the mail of a Thunderbird profile and is none. */
    private static final Set<String> NO_MAIL =
            Set.of(
                    "msf",
                    "dat",
                    "html",
                    "json",
                    "sqlite",
                    "mozmsgs",
                    "wdseml",
                    "log",
                    "sbd",
                    "txt",
                    "lock",
                    "ini",
                    "rc",
                    "properties",
                    "xml",
                    "js");

    private final Taking taking;

    Finding(Taking taking) {
        this.taking = taking;
    }

    void find(Source source, MailFolder target) throws IOException, InterruptedException {
        Path path = source.path();
        if (!Files.exists(path)) {
            taking.trouble(path, Why.MISSING);
            return;
        }
        switch (source) {
            case Source.Mbox _ -> taking.mbox(path, target);
            case Source.Maildir _ -> maildirs(path, target);
            case Source.Eml _ -> letters(path, target, 0);
            case Source.Thunderbird _ -> thunderbird(localFolders(path), target, 0);
        }
    }

    private void maildirs(Path path, MailFolder target) throws IOException, InterruptedException {
        if (!isMaildir(path)) {
            taking.trouble(path, Why.MISSING);
            return;
        }
        taking.maildir(path, target);
        for (Path below : below(path)) {
            String name = name(below);
            if (name.startsWith(".") && isMaildir(below)) {
                MailFolder folder = target;
                for (String level : name.substring(1).split("\\.", -1)) {
                    folder = in(folder, ModifiedUtf7.decode(level).orElse(level), below);
                }
                taking.maildir(below, folder);
            }
        }
    }

    private void letters(Path path, MailFolder target, int depth)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(path)) {
            taking.letter(path, target);
            return;
        }
        for (Path below : below(path)) {
            boolean directory = Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS);
            if (directory && depth < DEPTH_MAX && !name(below).startsWith(".")) {
                letters(below, in(target, name(below), below), depth + 1);
            } else if (!directory && ending(below).equals("eml")) {
                taking.letter(below, target);
            }
        }
    }

    /** A profile's local folders, or the folder itself when there are none in it. */
    private static Path localFolders(Path path) {
        Path below = path.resolve("Mail").resolve("Local Folders");
        return Files.isDirectory(below) ? below : path;
    }

    private void thunderbird(Path path, MailFolder target, int depth)
            throws IOException, InterruptedException {
        for (Path below : below(path)) {
            String name = name(below);
            if (isMaildir(below)) {
                taking.maildir(below, in(target, name, below));
            } else if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
                if (name.endsWith(".sbd") && depth < DEPTH_MAX) {
                    String outer = name.substring(0, name.length() - ".sbd".length());
                    thunderbird(below, in(target, outer, below), depth + 1);
                }
            } else if (Files.isRegularFile(below, LinkOption.NOFOLLOW_LINKS)
                    && !NO_MAIL.contains(ending(below))
                    && !name.startsWith(".")
                    && Files.size(below) > 0) {
                taking.mbox(below, in(target, name, below));
            }
        }
    }

    /** The folder of that name in the target, made when it is missing. */
    private MailFolder in(MailFolder target, String name, Path source) throws IOException {
        MailTree tree = target.tree();
        if (target.role().equals(Optional.of(Role.INBOX))) {
            if (name.equalsIgnoreCase("Inbox")) {
                return target;
            }
            for (Role role : Role.values()) {
                if (role.names().stream().anyMatch(name::equalsIgnoreCase)) {
                    return tree.need(role);
                }
            }
        }
        String plain = name.replace('.', '_').replace('/', '_').strip();
        String path = target.directory().isEmpty() ? plain : target.name().path() + "/" + plain;
        try {
            FolderName wanted = FolderName.of(path);
            Optional<MailFolder> known =
                    tree.folders().stream()
                            .filter(f -> f.name().path().equalsIgnoreCase(wanted.path()))
                            .findFirst();
            return known.isPresent() ? known.get() : tree.create(wanted);
        } catch (FolderRefusedException e) {
            taking.trouble(source, Why.ODD_NAME);
            return target;
        }
    }

    private static boolean isMaildir(Path path) {
        return Files.isDirectory(path.resolve("cur"), LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> below(Path path) throws IOException {
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            files.forEach(below::add);
        }
        below.sort(java.util.Comparator.naturalOrder());
        return below;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String ending(Path path) {
        String name = name(path).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
