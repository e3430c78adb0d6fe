package dev.buzon.reader.write;

import dev.buzon.reader.mime.Mail;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A message that is answered or sent on.
 *
 * @param mail the message
 * @param file where it is
 * @param account the address of the account in whose tree it is
 * @param directory of its folder in the tree; empty for the inbox
 * @param unique the part of its file's name that stays
 */
public record Original(Mail mail, Path file, String account, String directory, String unique) {
    /** The message in this file of a tree. */
    public static Original at(Path file, String account, String directory, String unique)
            throws IOException {
        return new Original(Mail.of(file), file, account, directory, unique);
    }

    Draft.Origin origin(Draft.Act act) {
        return new Draft.Origin(act, account, directory, unique);
    }
}
