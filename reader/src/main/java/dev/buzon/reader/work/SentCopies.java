package dev.buzon.reader.work;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.write.Desk;
import dev.buzon.reader.write.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows when a message was sent: a copy among what was sent, a mark on what it answers. */
final class SentCopies {
    /** A copy that was begun before a crash is not older than its record, but for clocks. */
    private static final Duration SLACK = Duration.ofDays(1);

    private final Desk desk;

    SentCopies(Desk desk) {
        this.desk = desk;
    }

    /**
     * Puts the copy among what was sent, unless it is there.
     *
     * @param perhaps whether it may be there already: somebody was stopped while putting it there
     */
    void copy(SendRecord record, Path message, boolean perhaps) throws IOException {
        MailFolder sent = desk.tree(record.account()).need(Role.SENT);
        if (perhaps && isThere(sent, record, Files.getLastModifiedTime(message).toInstant())) {
            return;
        }
        try (InputStream in = Files.newInputStream(message)) {
            sent.add(in, Set.of(Flag.SEEN));
        }
    }

    private static boolean isThere(MailFolder sent, SendRecord record, Instant written)
            throws IOException {
        for (Held held : sent.list()) {
            if (held.modified().isAfter(written.minus(SLACK)) && is(sent, held, record)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(MailFolder sent, Held held, SendRecord record) throws IOException {
        try {
            Mail mail = Mail.of(sent.file(held.name()));
            return mail.header().messageId().equals(Optional.of(record.messageId()));
        } catch (NoSuchFileException _) {
            return false; // another program was faster
        }
    }

    /** Marks the message that this one answers or forwards; one that is gone is fine. */
    void mark(Draft.Origin origin) throws IOException {
        Flag flag =
                switch (origin.act()) {
                    case REPLY -> Flag.REPLIED;
                    case FORWARD -> Flag.FORWARDED;
                };
        MailTree tree = desk.tree(origin.account());
        FileName name = new FileName(origin.unique(), false);
        List<MailFolder> folders = new ArrayList<>();
        tree.inDirectory(origin.directory()).ifPresent(folders::add);
        folders.addAll(tree.folders());
        for (MailFolder folder : folders) {
            try {
                folder.flags(name, Set.of(flag), Set.of());
                return;
            } catch (NoSuchFileException _) {
                // It was moved meanwhile: the next folder.
            }
        }
    }
}
