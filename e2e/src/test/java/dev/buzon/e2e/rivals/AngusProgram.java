package dev.buzon.e2e.rivals;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** What somebody writes who wants everything new with Angus Mail. */
final class AngusProgram {
    private AngusProgram() {}

    /** Host, port, tls or clear, user, password, Maildir, state, delete or keep. */
    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[6]);
        Properties seen = Memory.seen(state);
        String protocol = args[2].equals("tls") ? "pop3s" : "pop3";
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore(protocol)) {
            store.connect(args[0], Integer.parseInt(args[1]), args[3], args[4]);
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            Message[] messages = inbox.getMessages();
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            inbox.fetch(messages, profile);
            for (Message message : messages) {
                String uid = inbox.getUID(message);
                if (!seen.containsKey(uid)) {
                    Path file = Memory.newFile(args[5], message.getMessageNumber());
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                        message.writeTo(out);
                    }
                    seen.setProperty(uid, "seen");
                }
                message.setFlag(Flags.Flag.DELETED, args[7].equals("delete"));
            }
            inbox.close(true);
        }
        Memory.keep(seen, state);
    }
}
