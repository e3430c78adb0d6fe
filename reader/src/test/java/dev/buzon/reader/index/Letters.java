package dev.buzon.reader.index;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Small messages for tests. */
final class Letters {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Letters() {}

    /** A message; header fields that are empty are left out. */
    static String letter(
            String id, String references, String from, String subject, Instant date, String text) {
        return "From: "
                + from
                + "\nTo: Ana Ruiz <ana@example.org>\n"
                + (id.isEmpty() ? "" : "Message-ID: <" + id + ">\n")
                + (references.isEmpty() ? "" : "References: " + references + "\n")
                + "Date: "
                + DATE.format(date)
                + "\nSubject: "
                + subject
                + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: 8bit\n\n"
                + text
                + "\n";
    }

    static Held put(MailFolder folder, String letter, Flag... flags) throws IOException {
        return folder.add(octets(letter), Set.of(flags));
    }

    static InputStream octets(String letter) {
        return new ByteArrayInputStream(letter.getBytes(StandardCharsets.UTF_8));
    }
}
