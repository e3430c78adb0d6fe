package dev.buzon.reader.write;

import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.DraftRefusedException.Why;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a draft must be to be kept, and what to be sent. Every bound is here. */
public final class DraftCheck {
    /** Characters of a subject. */
    public static final int SUBJECT_MAX = 2_000;

    /** Characters of a display name. */
    public static final int NAME_MAX = 500;

    /** Characters of an address while it is typed; RFC 5321 §4.5.3.1 allows less. */
    public static final int ADDRESS_MAX = 1_000;

    /** Recipients of all kinds together. */
    public static final int RECIPIENTS_MAX = 1_000;

    /** Characters of the text, and of the HTML. */
    public static final int TEXT_MAX = 4 << 20;

    /** Attachments. */
    public static final int ATTACHMENTS_MAX = 500;

    private DraftCheck() {}

    /** Refuses what cannot even be kept: bounds, and line breaks where lines are headers. */
    public static void keepable(Draft draft) throws DraftRefusedException {
        line("account", draft.account(), ADDRESS_MAX);
        line("subject", draft.subject(), SUBJECT_MAX);
        people("from", List.of(draft.from()));
        people("to", draft.to());
        people("cc", draft.cc());
        people("bcc", draft.bcc());
        most("to", recipients(draft).size(), RECIPIENTS_MAX);
        most("attachments", draft.attachments().size(), ATTACHMENTS_MAX);
        length("text", draft.text(), TEXT_MAX);
        length("html", draft.html().orElse(""), TEXT_MAX);
        for (Attachment one : draft.attachments()) {
            line("attachments", one.id() + one.name() + one.type(), NAME_MAX + ADDRESS_MAX);
        }
        for (String id : draft.references()) {
            messageId("references", id);
        }
        if (draft.inReplyTo().isPresent()) {
            messageId("inReplyTo", draft.inReplyTo().get());
        }
        if (!MessageIds.isToken(draft.id())) {
            throw new DraftRefusedException(Why.MISSING, "id", "");
        }
    }

    /** Refuses what cannot be sent: every address must be one, and there must be one. */
    public static void sendable(Draft draft) throws DraftRefusedException {
        keepable(draft);
        address("from", draft.from());
        addresses("to", draft.to());
        addresses("cc", draft.cc());
        addresses("bcc", draft.bcc());
        if (recipients(draft).isEmpty()) {
            throw new DraftRefusedException(Why.NO_RECIPIENT, "to", "");
        }
    }

    /** Everybody who is to get it. */
    static List<Person> recipients(Draft draft) {
        return Stream.of(draft.to(), draft.cc(), draft.bcc()).flatMap(List::stream).toList();
    }

    /**
     * The address as it is sent: a domain in other letters becomes ASCII (RFC 5891) where the local
     * part is ASCII, so that every server takes it; where it is not, both stay and the server must
     * have SMTPUTF8 (RFC 6531).
     */
    static Optional<Mailbox> mailbox(String address) {
        String text = address.strip();
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > ADDRESS_MAX) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        if (isAscii(local) && !isAscii(domain)) {
            try {
                domain = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Mailbox.parse(local + "@" + domain);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static void addresses(String field, List<Person> people) throws DraftRefusedException {
        for (Person one : people) {
            address(field, one);
        }
    }

    private static void address(String field, Person one) throws DraftRefusedException {
        if (mailbox(one.address()).isEmpty()) {
            throw new DraftRefusedException(Why.ADDRESS, field, one.shown());
        }
    }

    private static void people(String field, List<Person> people) throws DraftRefusedException {
        for (Person one : people) {
            line(field, one.name(), NAME_MAX);
            line(field, one.address(), ADDRESS_MAX);
        }
    }

    private static void line(String field, String value, int most) throws DraftRefusedException {
        length(field, value, most);
        if (value.chars().anyMatch(DraftCheck::isControl)) {
            throw new DraftRefusedException(Why.CONTROL, field, "");
        }
    }

    /** Also what some programs take for the end of a line. */
    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    }

    private static void messageId(String field, String id) throws DraftRefusedException {
        if (!MessageIds.fit(id)) {
            throw new DraftRefusedException(Why.CONTROL, field, "");
        }
    }

    private static void most(String field, int count, int most) throws DraftRefusedException {
        if (count > most) {
            throw new DraftRefusedException(Why.TOO_MANY, field, Integer.toString(most));
        }
    }

    private static void length(String field, String value, int most) throws DraftRefusedException {
        if (value.length() > most) {
            throw new DraftRefusedException(Why.TOO_LONG, field, Integer.toString(most));
        }
    }

    /** The people of a list that is shown, each address once. */
    static List<Person> once(List<Person> people) {
        List<Person> once = new ArrayList<>();
        for (Person one : people) {
            boolean there =
                    once.stream()
                            .anyMatch(p -> Own.key(p.address()).equals(Own.key(one.address())));
            if (!there && !one.address().isBlank()) {
                once.add(one);
            }
        }
        return List.copyOf(once);
    }
}
