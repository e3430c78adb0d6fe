package dev.buzon.reader.mime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

        /** The value with its encoded words decoded, one line, for showing. */
        public String decoded() {
            return text;
        }
    }

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

    /** The subject, decoded; empty when there is none. */
    public String subject() {
        return value("Subject").orElse("");
    }

    /** The authors: those of all From fields. */
    public List<Person> from() {
        return people("From");
    }

    /** Who sent it for the author. */
    public List<Person> sender() {
        return people("Sender");
    }

    public List<Person> to() {
        return people("To");
    }

    public List<Person> cc() {
        return people("Cc");
    }

    public List<Person> bcc() {
        return people("Bcc");
    }

    public List<Person> replyTo() {
        return people("Reply-To");
    }

    /** The people in all fields of this name. */
    public List<Person> people(String name) {
        return List.<Person>of().stream().limit(limits.addresses()).toList();
    }

    /** When it was written; when that is no date, when the last host received it, else none. */
    public Optional<Instant> date() {
        return Optional.empty();
    }

    /** The Message-ID without angle brackets. */
    public Optional<String> messageId() {
        return Optional.empty();
    }

    /** The message ids in In-Reply-To, without angle brackets. */
    public List<String> inReplyTo() {
        return List.of();
    }

    /** The message ids in References, the oldest first, without angle brackets. */
    public List<String> references() {
        return List.of();
    }
}
