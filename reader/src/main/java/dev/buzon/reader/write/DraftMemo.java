package dev.buzon.reader.write;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.buzon.reader.mime.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kept draft knows beyond what a message says, in a field of its own that is never sent. A
 * message from somebody else may hold such a field: nothing in it is believed that could do harm.
 */
final class DraftMemo {
    /** The field it stands in. */
    static final String FIELD = "X-Buzon-Draft";

    /** A longer one is none of ours. */
    private static final int LENGTH_MAX = 1 << 20;

    private static final int LINE = 72;
    private static final Gson GSON = new Gson();

    /** As it is in JSON; whatever is missing is null. */
    private static final class Form {
        private @Nullable String id;
        private long version;
        private @Nullable String account;
        private boolean read;
        private boolean delivery;
        private @Nullable FormOrigin origin;
        private @Nullable List<String> attachments;
        private @Nullable FormPeople people;
    }

    private static final class FormOrigin {
        private @Nullable String act;
        private @Nullable String account;
        private @Nullable String directory;
        private @Nullable String unique;
    }

    private static final class FormPeople {
        private @Nullable List<FormPerson> to;
        private @Nullable List<FormPerson> cc;
        private @Nullable List<FormPerson> bcc;
    }

    private static final class FormPerson {
        private @Nullable String name;
        private @Nullable String address;
    }

    private final Form form;

    private DraftMemo(Form form) {
        this.form = form;
    }

    /** Of this draft, the so many-th time it is kept. */
    static DraftMemo of(Draft draft, long version) {
        Form form = new Form();
        form.id = draft.id();
        form.version = version;
        form.account = draft.account();
        form.read = draft.receipts().read();
        form.delivery = draft.receipts().delivery();
        form.attachments = draft.attachments().stream().map(Attachment::id).toList();
        draft.origin().ifPresent(origin -> form.origin = form(origin));
        boolean rough =
                DraftCheck.recipients(draft).stream()
                        .anyMatch(one -> DraftCheck.mailbox(one.address()).isEmpty());
        if (rough) {
            FormPeople people = new FormPeople();
            people.to = form(draft.to());
            people.cc = form(draft.cc());
            people.bcc = form(draft.bcc());
            form.people = people;
        }
        return new DraftMemo(form);
    }

    private static FormOrigin form(Draft.Origin origin) {
        FormOrigin form = new FormOrigin();
        form.act = origin.act().name();
        form.account = origin.account();
        form.directory = origin.directory();
        form.unique = origin.unique();
        return form;
    }

    private static List<FormPerson> form(List<Person> people) {
        return people.stream()
                .map(one -> {
                    FormPerson form = new FormPerson();
                    form.name = one.name();
                    form.address = one.address();
                    return form;
                })
                .toList();
    }

    /** The field, folded, without the line end after it. */
    String field() {
        String text =
                Base64.getEncoder()
                        .encodeToString(GSON.toJson(form).getBytes(StandardCharsets.UTF_8));
        StringBuilder field = new StringBuilder(FIELD + ":");
        for (int at = 0; at < text.length(); at += LINE) {
            field.append(at == 0 ? " " : "\r\n ");
            field.append(text, at, Math.min(text.length(), at + LINE));
        }
        return field.toString();
    }

    /** The memo in a field of this value; empty when it is none of ours. */
    static Optional<DraftMemo> read(String value) {
        if (value.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getDecoder().decode(value.replaceAll("\\s", ""));
            Form form = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Form.class);
            return form != null && form.id != null && MessageIds.isToken(form.id)
                    ? Optional.of(new DraftMemo(form))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonParseException _) {
            return Optional.empty();
        }
    }

    String id() {
        return text(form.id);
    }

    long version() {
        return form.version;
    }

    String account() {
        return text(form.account);
    }

    Draft.Receipts receipts() {
        return new Draft.Receipts(form.read, form.delivery);
    }

    List<String> attachments() {
        List<String> ids = form.attachments;
        return ids == null ? List.of() : ids.stream().map(DraftMemo::text).toList();
    }

    Optional<Draft.Origin> origin() {
        FormOrigin origin = form.origin;
        if (origin == null) {
            return Optional.empty();
        }
        Draft.Act act = "FORWARD".equals(origin.act) ? Draft.Act.FORWARD : Draft.Act.REPLY;
        return Optional.of(
                new Draft.Origin(
                        act, text(origin.account), text(origin.directory), text(origin.unique)));
    }

    /** The recipients as they were typed, when some of them are no addresses yet. */
    Optional<List<List<Person>>> people() {
        FormPeople people = form.people;
        return people == null
                ? Optional.empty()
                : Optional.of(List.of(people(people.to), people(people.cc), people(people.bcc)));
    }

    private static List<Person> people(@Nullable List<FormPerson> forms) {
        return forms == null
                ? List.of()
                : forms.stream()
                        .limit(DraftCheck.RECIPIENTS_MAX)
                        .map(one -> new Person(text(one.name), text(one.address)))
                        .toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
