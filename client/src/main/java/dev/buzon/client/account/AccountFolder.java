package dev.buzon.client.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds a file for each account, {@code ana@example.org.conf}, readable by its
 * owner alone. Writing is whole or not at all.
 */
public final class AccountFolder {
    private static final String ENDING = ".conf";

    private final Path folder;

    /** The accounts in this folder, which need not exist yet. */
    public AccountFolder(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public Path path() {
        return folder;
    }

    /** The names of all accounts, sorted: their addresses. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads an account; empty when there is none of this name.
     *
     * @throws AccountProblemException when its file makes no sense
     */
    public Optional<MailAccount> read(String name) throws IOException {
        Path file = file(name);
        try {
            if (Files.size(file) > KeyValues.MOST) {
                throw new AccountProblemException(
                        file.toString(), List.of("it is longer than an account's file can be"));
            }
            return Optional.of(AccountText.parse(Files.readString(file), file.toString()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Where the account of this name is written. */
    public Path file(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.chars().anyMatch(AccountFolder::unfit)) {
            throw new IllegalArgumentException("no name of an account: " + name);
        }
        return folder.resolve(name.toLowerCase(Locale.ROOT) + ENDING);
    }

    private static boolean unfit(int c) {
        return c == '/' || c == '\\' || c < ' ' || c == 0x7f;
    }

    /** Writes an account's file, durably, in the place of what was there. */
    public void write(MailAccount account) throws IOException {
        Path file = file(account.address());
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, owner);
        Path next = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer text =
                    ByteBuffer.wrap(AccountText.print(account).getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settle();
    }

    /** Removes an account's file; nothing else of it. Whether there was one. */
    public boolean remove(String name) throws IOException {
        boolean was = Files.deleteIfExists(file(name));
        if (was) {
            settle();
        }
        return was;
    }

    /** A name is durable when its folder is. */
    private void settle() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
