package dev.buzon.reader.exchange;

import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Gives the mail of a folder to other programs, the oldest first. */
public final class Export {
    private Export() {}

    /** In which form. */
    public enum Form {
        /** One file, mboxrd (RFC 4155). */
        MBOX,
        /** A Maildir. */
        MAILDIR,
        /** A file for each message. */
        EML
    }

    /** Where a message goes. */
    private interface Sink {
        void take(String name, Held held, InputStream in) throws IOException;
    }

    /**
     * Writes a folder as a download: an mbox as it is, the other forms as a ZIP archive. The stream
     * is not closed.
     *
     * @return how many messages
     */
    public static long write(MailFolder folder, Form form, OutputStream out, Watcher watcher)
            throws IOException, InterruptedException {
        if (form == Form.MBOX) {
            BufferedOutputStream buffered = new BufferedOutputStream(out);
            MboxWriter mbox = new MboxWriter(buffered);
            Sink sink = (name, held, in) -> mbox.add(held.modified(), in);
            long count = each(folder, form, sink, watcher);
            buffered.flush();
            return count;
        }
        ZipOutputStream zip = new ZipOutputStream(out);
        Sink sink =
                (name, held, in) -> {
                    ZipEntry entry = new ZipEntry(name);
                    entry.setTime(held.modified().toEpochMilli());
                    zip.putNextEntry(entry);
                    in.transferTo(zip);
                    zip.closeEntry();
                };
        long count = each(folder, form, sink, watcher);
        zip.finish();
        return count;
    }

    /**
     * Writes a folder into a new file (mbox) or a new directory (the other forms).
     *
     * @return how many messages
     * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
     */
    public static long to(MailFolder folder, Form form, Path target, Watcher watcher)
            throws IOException, InterruptedException {
        if (form == Form.MBOX) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                return write(folder, form, out, watcher);
            }
        }
        Files.createDirectory(target);
        if (form == Form.MAILDIR) {
            for (String part : List.of("tmp", "new", "cur")) {
                Files.createDirectory(target.resolve(part));
            }
        }
        return each(
                folder, form, (name, held, in) -> Files.copy(in, target.resolve(name)), watcher);
    }

    private static long each(MailFolder folder, Form form, Sink sink, Watcher watcher)
            throws IOException, InterruptedException {
        List<Held> all = folder.list();
        all.sort(Comparator.comparing(Held::modified).thenComparing(Held::unique));
        long of = all.stream().mapToLong(Held::octets).sum();
        long count = 0;
        long octets = 0;
        for (Held held : all) {
            String name =
                    switch (form) {
                        case MBOX -> "";
                        case MAILDIR ->
                                (held.name().fresh() ? "new/" : "cur/") + held.name().text();
                        case EML -> "%06d.eml".formatted(count + 1);
                    };
            try (InputStream in = Files.newInputStream(folder.file(held.name()))) {
                sink.take(name, held, in);
                count++;
            } catch (NoSuchFileException e) {
                // Somebody has removed it since it was listed.
            }
            octets += held.octets();
            watcher.at(count, octets, of);
            if (Thread.interrupted()) {
                throw new InterruptedException("the export was broken off");
            }
        }
        return count;
    }
}
