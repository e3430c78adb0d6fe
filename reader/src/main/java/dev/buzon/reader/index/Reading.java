package dev.buzon.reader.index;

import dev.buzon.reader.folder.Held;
import dev.buzon.reader.mime.Header;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads from a message what the index keeps. */
final class Reading {
    /** Ids of other messages that are taken from one: the first one and the last ones. */
    static final int LINKED_MAX = 50;

    /** Characters of a text that can be found. */
    static final int WORDS_MAX = 100_000;

    /** Recipients that can be found. */
    static final int RECIPIENTS_MAX = 500;

    private static final int ATTACHMENT_NAMES_MAX = 100;

    private static final int SUBJECT_MAX = 500;

    /** The latest time that is believed, in milliseconds: a list should not begin with lies. */
    private static final long DATE_MAX = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private Reading() {}

    /**
     * Reads a message. One that is not understood is kept with what its file says.
     *
     * @throws IOException when the file cannot be read
     */
    static Facts of(Path file, Held held) throws IOException {
        try {
            return read(Mail.of(file), held);
        } catch (RuntimeException | StackOverflowError e) {
            return new Facts(
                    held,
                    date(held),
                    List.of(),
                    List.of(),
                    "",
                    "",
                    List.of(),
                    false,
                    false,
                    "",
                    "",
                    false);
        }
    }

    private static Facts read(Mail mail, Held held) throws IOException {
        Header header = mail.header();
        List<Part> attachments = mail.body().attachments();
        List<String> linked = linked(header);
        String subject = Folding.cut(header.subject(), SUBJECT_MAX);
        List<Person> recipients =
                Stream.of(header.to(), header.cc(), header.bcc())
                        .flatMap(List::stream)
                        .limit(RECIPIENTS_MAX)
                        .toList();
        return new Facts(
                held,
                header.date().map(Reading::believed).orElse(date(held)),
                header.from().stream().limit(RECIPIENTS_MAX).toList(),
                recipients,
                subject,
                header.messageId().map(id -> Folding.cut(id, 1000)).orElse(""),
                linked,
                linked.isEmpty() && Folding.isAnswer(subject),
                !attachments.isEmpty(),
                mail.preview(),
                words(mail, attachments),
                true);
    }

    private static long believed(Instant date) {
        long seconds = date.getEpochSecond();
        return Math.clamp(seconds, 0, DATE_MAX / 1000) * 1000 + date.getNano() / 1_000_000;
    }

    private static long date(Held held) {
        return Math.clamp(held.modified().toEpochMilli(), 0, DATE_MAX);
    }

    private static String words(Mail mail, List<Part> attachments) throws IOException {
        StringBuilder words = new StringBuilder(Folding.cut(mail.searchText(), WORDS_MAX));
        attachments.stream()
                .limit(ATTACHMENT_NAMES_MAX)
                .filter(Part::named)
                .forEach(part -> words.append('\n').append(part.name()));
        return words.toString();
    }

    /** References and In-Reply-To; of many the first and the last. */
    private static List<String> linked(Header header) {
        List<String> all = new ArrayList<>(header.references());
        all.addAll(header.inReplyTo());
        List<String> distinct = all.stream().filter(id -> !id.isBlank()).distinct().toList();
        if (distinct.size() <= LINKED_MAX) {
            return distinct;
        }
        List<String> some = new ArrayList<>(List.of(distinct.getFirst()));
        some.addAll(distinct.subList(distinct.size() - LINKED_MAX + 1, distinct.size()));
        return some;
    }
}
