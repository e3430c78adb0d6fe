package dev.buzon.reader.write;

import dev.buzon.reader.mime.Person;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@code mailto:} link asks for (RFC 6068). Only what a person sees before they send is
 * taken from it: everything else, such as attachments or other fields, is passed over (RFC 6068
 * §7).
 *
 * @param to whom it writes to
 * @param cc who gets a copy
 * @param bcc who gets a hidden copy; shown like the others
 * @param subject one line
 * @param body plain text, lines end with LF
 * @param inReplyTo the message it answers, without angle brackets
 */
record MailtoLink(
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        String subject,
        String body,
        Optional<String> inReplyTo) {
    /** A longer link is cut: nobody clicks on one that long. */
    static final int LENGTH_MAX = 64 << 10;

    private static final int FIELDS_MAX = 100;
    private static final int PEOPLE_MAX = 100;
    private static final String SCHEME = "mailto:";

    /** What can be understood of a link; one that is no such link asks for nothing. */
    static MailtoLink parse(String link) {
        String text = link.strip();
        Reading reading = new Reading();
        if (text.length() <= LENGTH_MAX
                && text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String rest = text.substring(SCHEME.length());
            int fragment = rest.indexOf('#');
            rest = fragment < 0 ? rest : rest.substring(0, fragment);
            int mark = rest.indexOf('?');
            reading.people(reading.to, mark < 0 ? rest : rest.substring(0, mark));
            if (mark >= 0) {
                reading.fields(rest.substring(mark + 1));
            }
        }
        return reading.link();
    }

    /** A link while it is read. */
    private static final class Reading {
        private final List<Person> to = new ArrayList<>();
        private final List<Person> cc = new ArrayList<>();
        private final List<Person> bcc = new ArrayList<>();
        private String subject = "";
        private String body = "";
        private Optional<String> inReplyTo = Optional.empty();

        void fields(String all) {
            String[] fields = all.split("&(?:amp;)?", FIELDS_MAX + 1);
            for (int i = 0; i < Math.min(fields.length, FIELDS_MAX); i++) {
                int equals = fields[i].indexOf('=');
                if (equals > 0) {
                    String name = decoded(fields[i].substring(0, equals)).toLowerCase(Locale.ROOT);
                    field(name, fields[i].substring(equals + 1));
                }
            }
        }

        /** Only these names: whatever else a link names would not be seen by who sends it. */
        private void field(String name, String value) {
            if (name.equals("to")) {
                people(to, value);
            } else if (name.equals("cc")) {
                people(cc, value);
            } else if (name.equals("bcc")) {
                people(bcc, value);
            } else if (name.equals("subject")) {
                subject = Subjects.cut(Subjects.oneLine(decoded(value)), DraftCheck.SUBJECT_MAX);
            } else if (name.equals("body")) {
                body = FlowedText.clean(decoded(value));
            } else if (name.equals("in-reply-to")) {
                inReplyTo =
                        Optional.of(decoded(value).strip().replaceAll("^<|>$", ""))
                                .filter(id -> id.contains("@") && MessageIds.fit(id));
            }
        }

        /** Addresses are divided by commas that are not encoded (RFC 6068 §2). */
        void people(List<Person> into, String value) {
            for (String one : value.split(",", PEOPLE_MAX + 1)) {
                String address = decoded(one).strip();
                if (into.size() < PEOPLE_MAX && DraftCheck.mailbox(address).isPresent()) {
                    into.add(new Person("", address));
                }
            }
        }

        MailtoLink link() {
            return new MailtoLink(
                    DraftCheck.once(to),
                    DraftCheck.once(cc),
                    DraftCheck.once(bcc),
                    subject,
                    body,
                    inReplyTo);
        }
    }

    /** The text with {@code %XX} decoded as UTF-8; {@code +} is a plus (RFC 6068 §5). */
    private static String decoded(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < plain.length; at++) {
            int high = at + 2 <= plain.length - 1 ? Character.digit(plain[at + 1], 16) : -1;
            int low = at + 2 <= plain.length - 1 ? Character.digit(plain[at + 2], 16) : -1;
            if (plain[at] == '%' && high >= 0 && low >= 0) {
                octets.write(high * 16 + low);
                at += 2;
            } else {
                octets.write(plain[at]);
            }
        }
        byte[] all = octets.toByteArray();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all)).toString();
        } catch (CharacterCodingException _) {
            return new String(all, StandardCharsets.ISO_8859_1);
        }
    }
}
