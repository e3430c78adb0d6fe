package dev.buzon.reader.setup;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folders of this computer in which mail could be kept. */
final class Places {
    /** Folders of one folder that are shown. */
    private static final int FOLDERS = 500;

    private final Home home;
    private final OwnAccounts accounts;

    Places(Home home, OwnAccounts accounts) {
        this.home = home;
        this.accounts = accounts;
    }

    /**
     * What a person should know of a folder.
     *
     * @param text its path; empty for the one that is proposed for this address
     */
    Json look(String text, String address) throws RefusedException, OwnFailureException {
        Path path =
                text.isEmpty()
                        ? address.isEmpty() ? home.mail() : home.mailOf(safe(address))
                        : path(text);
        Path there = nearest(path);
        return Json.object()
                .put("path", path.toString())
                .put("free", free(there))
                .put("writable", Files.isDirectory(there) && Files.isWritable(there))
                .put("exists", Files.isDirectory(path))
                .put("usedBy", Json.texts(usedBy(path)))
                .put("folders", Json.texts(folders(path)));
    }

    /** A path that a person typed; {@code ~} is their home. */
    static Path path(String text) throws RefusedException {
        try {
            String home = System.getProperty("user.home");
            String full =
                    text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
            Path path = Path.of(full).normalize();
            boolean fit = path.isAbsolute() && full.chars().noneMatch(c -> c < ' ' || c == 0x7f);
            if (fit) {
                return path;
            }
        } catch (InvalidPathException _) {
            // said below
        }
        throw new RefusedException(422, "path", text);
    }

    private static String safe(String address) throws RefusedException {
        return Searches.mailAddress(address).toString();
    }

    /** The folder itself, or the innermost one around it that is there. */
    private static Path nearest(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    /** Octets that are free there. */
    static long free(Path path) {
        try {
            return Files.getFileStore(nearest(path)).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    /** The accounts whose mail is in this very folder. */
    List<String> usedBy(Path path) throws OwnFailureException {
        List<String> users = new ArrayList<>();
        for (String name : accounts.names()) {
            if (folder(name).filter(path::equals).isPresent()) {
                users.add(name);
            }
        }
        return users;
    }

    private Optional<Path> folder(String name) {
        try {
            return accounts.find(name).map(MailAccount::folder).map(MailAccount.Folder::path);
        } catch (OwnFailureException _) {
            return Optional.empty(); // an account nobody can read uses nothing
        }
    }

    private static List<String> folders(Path path) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path, Files::isDirectory)) {
            for (Path one : all) {
                String name = String.valueOf(one.getFileName());
                if (!name.startsWith(".") && names.size() < FOLDERS) {
                    names.add(name);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return List.of(); // that it cannot be read is said by the rest
        }
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return names;
    }
}
