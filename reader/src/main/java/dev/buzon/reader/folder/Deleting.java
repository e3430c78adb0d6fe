package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import dev.buzon.reader.folder.FolderRefusedException.Why;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Deletes a folder's directory. Mail that arrives meanwhile is not deleted with it. */
final class Deleting {
    private final Disk disk;
    private final Path folder;

    Deleting(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    void run(boolean withMail) throws IOException {
        if (withMail) {
            empty(folder.resolve("new"));
            empty(folder.resolve("cur"));
        }
        for (String part : List.of("new", "cur")) {
            try {
                disk.remove(folder.resolve(part)); // only when there is nothing in it
            } catch (DirectoryNotEmptyException e) {
                disk.makeFolder(folder.resolve("new"));
                disk.makeFolder(folder.resolve("cur"));
                throw new FolderRefusedException(
                        Why.NOT_EMPTY, String.valueOf(folder.getFileName()));
            }
        }
        Path tmp = folder.resolve("tmp");
        empty(tmp);
        disk.remove(tmp);
        empty(folder);
        disk.remove(folder);
    }

    private void empty(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                // A directory that somebody laid among the messages stays, and with it the folder.
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    disk.remove(file);
                }
            }
        }
    }
}
