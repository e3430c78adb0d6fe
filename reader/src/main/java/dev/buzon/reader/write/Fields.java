package dev.buzon.reader.write;

import dev.buzon.message.FieldWriter;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.reader.mime.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The header of a message that is written. Every value was looked at by {@link DraftCheck} before,
 * and what would end a line is refused here once more.
 */
final class Fields {
    private final StringBuilder header = new StringBuilder();

    /** A field of words that stay as they are. */
    void words(String name, List<String> words) {
        FieldWriter writer = new FieldWriter(name);
        words.forEach(word -> writer.word(" ", safe(word)));
        header.append(writer.finish());
    }

    /** A field of text for people (RFC 2047). */
    void text(String name, String text) {
        if (!text.isBlank()) {
            FieldWriter writer = new FieldWriter(name);
            writer.unstructured(" " + safe(text.strip()));
            header.append(writer.finish());
        }
    }

    /** A field of addresses; those that are none are left out, and so is an empty field. */
    void people(String name, List<Person> people) {
        List<Person> fit =
                people.stream()
                        .filter(one -> DraftCheck.mailbox(one.address()).isPresent())
                        .toList();
        if (fit.isEmpty()) {
            return;
        }
        FieldWriter writer = new FieldWriter(name);
        for (int i = 0; i < fit.size(); i++) {
            person(writer, fit.get(i), i + 1 < fit.size() ? "," : "");
        }
        header.append(writer.finish());
    }

    private static void person(FieldWriter writer, Person one, String behind) {
        Optional<Mailbox> mailbox = DraftCheck.mailbox(one.address());
        String address = safe(mailbox.orElseThrow().toString()) + behind;
        String name = safe(one.name().strip());
        if (name.isEmpty()) {
            writer.word(" ", address);
            return;
        }
        if (isQuotable(name)) {
            quoted(writer, name);
        } else {
            writer.phrase(" " + name, true);
        }
        writer.word(" ", "<" + safe(mailbox.orElseThrow().toString()) + ">" + behind);
    }

    /** Whether a name can be written between quotes: ASCII that no decoder takes for encoded. */
    private static boolean isQuotable(String name) {
        return name.length() <= 200
                && !name.contains("=?")
                && name.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static void quoted(FieldWriter writer, String name) {
        boolean plain = name.chars().noneMatch(c -> "()<>@,;:\\\".[]".indexOf(c) >= 0);
        if (plain && !name.contains("  ")) {
            for (String word : name.split(" ", -1)) {
                writer.word(" ", word);
            }
        } else {
            writer.word(" ", "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
    }

    /** A line as it is, folded already. */
    void raw(String lines) {
        header.append(lines).append("\r\n");
    }

    /** All fields; lines end with LF. */
    byte[] octets() {
        return header.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String safe(String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a field has one line");
        }
        return value;
    }
}
