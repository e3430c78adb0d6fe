package dev.buzon.reader.mime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The header of a message or of a part, decoded for people (RFC 2047, RFC 2231, raw 8 bit). */
public final class Header {
    /**
     * One field.
     *
     * @param name as written
     * @param text its value unfolded, not decoded; ill-formed UTF-8 is read as windows-1252
     */
    public record Field(String name, String text) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        /** The value with its encoded words decoded, on one line, for showing. */
        public String decoded() {
            return Cleaned.line(EncodedText.decoded(text), LINE_MAX);
        }
    }

    /** Characters of a value that are shown. */
    static final int LINE_MAX = 10_000;

    /** Ids of one kind that are kept: the last ones, which are the nearest in a conversation. */
    static final int IDS_MAX = 200;

    private static final int ID_MAX = 1_000;

    /** Received fields that are asked for a date. */
    private static final int RECEIVED_MAX = 20;

    private final List<Field> fields;
    private final Limits limits;

    Header(List<Field> fields, Limits limits) {
        this.fields = List.copyOf(fields);
        this.limits = limits;
    }

    /** All fields in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** The values of all fields of this name, in any case: unfolded, not decoded. */
    public List<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::text).toList();
    }

    /** The first value of this name, unfolded, not decoded. */
    public Optional<String> value(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::text).findFirst();
    }

    /** The subject, decoded, on one line; empty when there is none. */
    public String subject() {
        return Cleaned.line(EncodedText.decoded(value("Subject").orElse("")), LINE_MAX);
    }

    /** The authors: those of all From fields. */
    public List<Person> from() {
        return people("From");
    }

    /** Who sent it for the author. */
    public List<Person> sender() {
        return people("Sender");
    }

    /** To whom it was written. */
    public List<Person> to() {
        return people("To");
    }

    /** Who got it for information. */
    public List<Person> cc() {
        return people("Cc");
    }

    /** Who got it unseen by the others. */
    public List<Person> bcc() {
        return people("Bcc");
    }

    /** Where answers should go. */
    public List<Person> replyTo() {
        return people("Reply-To");
    }

    /** The people in all fields of this name; members of groups too, empty groups by their name. */
    public List<Person> people(String name) {
        return values(name).stream()
                .flatMap(value -> People.read(value).stream())
                .limit(limits.addresses())
                .toList();
    }

    /** When it was written; when that is no date, when the last host received it, else none. */
    public Optional<Instant> date() {
        return value("Date").flatMap(Dates::read).or(this::received);
    }

    private Optional<Instant> received() {
        return values("Received").stream()
                .limit(RECEIVED_MAX)
                .flatMap(value -> Dates.read(value.substring(value.lastIndexOf(';') + 1)).stream())
                .findFirst();
    }

    /** The Message-ID without angle brackets. */
    public Optional<String> messageId() {
        return ids("Message-ID").stream().findFirst();
    }

    /** The message ids in In-Reply-To, without angle brackets. */
    public List<String> inReplyTo() {
        return ids("In-Reply-To");
    }

    /** The message ids in References, the oldest first, without angle brackets. */
    public List<String> references() {
        return ids("References");
    }

    /** Ids in angle brackets, else words with an at sign; the last ones when there are too many. */
    private List<String> ids(String name) {
        List<String> ids = new ArrayList<>();
        for (String value : values(name)) {
            int at = 0;
            while (at < value.length()) {
                int open = value.indexOf('<', at);
                int close = open < 0 ? -1 : value.indexOf('>', open);
                if (close < 0) {
                    break;
                }
                ids.add(Cleaned.line(value.substring(open + 1, close), ID_MAX));
                at = close + 1;
            }
            if (at == 0) {
                value.lines()
                        .flatMap(line -> Stream.of(line.split("[ \t,<>]+", -1)))
                        .filter(word -> word.indexOf('@') > 0)
                        .map(word -> Cleaned.line(word, ID_MAX))
                        .forEach(ids::add);
            }
        }
        ids.removeIf(String::isEmpty);
        return List.copyOf(ids.subList(Math.max(0, ids.size() - IDS_MAX), ids.size()));
    }
}
