package dev.buzon.jakarta;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A program as people write them for Jakarta Mail: it knows nothing of Buzon. It collects a
 * maildrop into a folder, notes subjects and first words, and deletes what it has.
 */
final class MailArchive {
    private MailArchive() {}

    /** Collects everything; a line for each message: subject, sender, size of the text. */
    static List<String> collect(
            Session session, String protocol, String user, String password, Path folder)
            throws MessagingException, IOException {
        List<String> lines = new ArrayList<>();
        try (Store store = session.getStore(protocol)) {
            store.connect(user, password);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            Message[] messages = inbox.getMessages();
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            inbox.fetch(messages, profile);
            for (Message message : messages) {
                lines.add(
                        message.getSubject()
                                + " | "
                                + message.getFrom()[0]
                                + " | "
                                + kind(message));
                Path file = folder.resolve(message.getMessageNumber() + ".eml");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    message.writeTo(out);
                }
                message.setFlag(Flags.Flag.DELETED, true);
            }
            inbox.close(true);
        }
        return lines;
    }

    private static String kind(Message message) throws MessagingException, IOException {
        Object content = message.getContent();
        if (content instanceof Multipart parts) {
            return parts.getCount() + " parts, " + parts.getBodyPart(1).getFileName();
        }
        return String.valueOf(content).strip();
    }

    /** The properties of a program that collects from this machine. */
    static Properties properties(int port, int tlsPort) {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.host", "localhost");
        properties.setProperty("mail.pop3.port", Integer.toString(port));
        properties.setProperty("mail.pop3s.host", "localhost");
        properties.setProperty("mail.pop3s.port", Integer.toString(tlsPort));
        properties.setProperty("mail.pop3.timeout", "20000");
        properties.setProperty("mail.pop3.connectiontimeout", "20000");
        return properties;
    }
}
