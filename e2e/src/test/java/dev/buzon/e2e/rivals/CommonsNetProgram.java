package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.apache.commons.net.pop3.POP3SClient;

/** What somebody writes who wants everything new with commons-net. */
final class CommonsNetProgram {
    private CommonsNetProgram() {}

    /** Host, port, tls or clear, user, password, Maildir, state, delete or keep. */
    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[6]);
        Properties seen = Memory.seen(state);
        POP3Client pop = args[2].equals("tls") ? new POP3SClient(true) : new POP3Client();
        pop.connect(args[0], Integer.parseInt(args[1]));
        if (!pop.login(args[3], args[4])) {
            throw new IOException(pop.getReplyString());
        }
        for (POP3MessageInfo message : pop.listUniqueIdentifiers()) {
            if (!seen.containsKey(message.identifier)) {
                Path file = Memory.newFile(args[5], message.number);
                try (Reader in = pop.retrieveMessage(message.number);
                        Writer out = Files.newBufferedWriter(file, ISO_8859_1)) {
                    in.transferTo(out);
                }
                seen.setProperty(message.identifier, "seen");
            }
            if (args[7].equals("delete") && !pop.deleteMessage(message.number)) {
                throw new IOException(pop.getReplyString());
            }
        }
        if (!pop.logout()) {
            throw new IOException(pop.getReplyString());
        }
        pop.disconnect();
        Memory.keep(seen, state);
    }
}
