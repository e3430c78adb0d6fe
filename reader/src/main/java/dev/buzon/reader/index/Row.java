package dev.buzon.reader.index;

import dev.buzon.reader.folder.FileName;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.mime.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message in a list.
 *
 * @param id its number; no other message ever has it, not even after a rebuild
 * @param folder where it is
 * @param file its file's name there, when it was last looked at
 * @param from the first author; both parts are empty when there is none
 * @param to the first {@value #TO_MAX} recipients
 * @param date when it was written; when it does not say, when its file was
 * @param octets the file's length
 * @param attachments whether there are any
 * @param preview the beginning of its text on one line
 * @param messageId its Message-ID without angle brackets; may be empty
 * @param conversation what it belongs to
 * @param snippet in a search, where the words were found, with the words between {@code \u0002} and
 *     {@code \u0003}
 */
public record Row(
        long id,
        FolderRef folder,
        FileName file,
        Person from,
        List<Person> to,
        String subject,
        Instant date,
        long octets,
        boolean attachments,
        String preview,
        String messageId,
        Conversation conversation,
        Optional<String> snippet) {
    /** Recipients that are kept for lists. */
    public static final int TO_MAX = 5;

    /**
     * A conversation. Messages in junk and trash do not count, unless the list is of such a folder.
     *
     * @param id its number, which changes when two conversations turn out to be one
     * @param count how many messages it has
     * @param unread how many of them were not read
     */
    public record Conversation(long id, int count, int unread) {}

    /** Keeps its lists. */
    public Row {
        to = List.copyOf(to);
    }

    /** Its flags. */
    public Set<Flag> flags() {
        return file.flags();
    }

    /** Whether it was not read. */
    public boolean unread() {
        return !flags().contains(Flag.SEEN);
    }

    Row with(Conversation whole) {
        return new Row(
                id,
                folder,
                file,
                from,
                to,
                subject,
                date,
                octets,
                attachments,
                preview,
                messageId,
                whole,
                snippet);
    }

    Row with(Optional<String> found) {
        return new Row(
                id,
                folder,
                file,
                from,
                to,
                subject,
                date,
                octets,
                attachments,
                preview,
                messageId,
                conversation,
                found);
    }
}
