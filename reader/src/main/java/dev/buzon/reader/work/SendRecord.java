package dev.buzon.reader.work;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.buzon.reader.write.Draft;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reader remembers of a message from the moment it leaves the drafts until its copy is
 * among what was sent.
 *
 * @param draft the id of the draft it was
 * @param account whose server sends it
 * @param messageId without angle brackets
 * @param origin the message that it answers or forwards
 * @param stage how far it is
 */
record SendRecord(
        String draft,
        String account,
        String messageId,
        Optional<Draft.Origin> origin,
        Stage stage) {
    /** How far it is; each is written down before the next step is done. */
    enum Stage {
        /** The message is beside this record, and perhaps in the outbox: the outbox says so. */
        WRITTEN,
        /** It is in the outbox. */
        QUEUED,
        /** Its copy is being put among what was sent, and perhaps is there. */
        COPYING,
        /** The copy is there. */
        COPIED
    }

    private static final Gson GSON = new Gson();

    /** As it is in JSON. */
    private static final class Form {
        private @Nullable String draft;
        private @Nullable String account;
        private @Nullable String messageId;
        private @Nullable String stage;
        private @Nullable String act;
        private @Nullable String originAccount;
        private @Nullable String directory;
        private @Nullable String unique;
    }

    SendRecord at(Stage next) {
        return new SendRecord(draft, account, messageId, origin, next);
    }

    byte[] json() {
        Form form = new Form();
        form.draft = draft;
        form.account = account;
        form.messageId = messageId;
        form.stage = stage.name().toLowerCase(Locale.ROOT);
        if (origin.isPresent()) {
            form.act = origin.get().act().name().toLowerCase(Locale.ROOT);
            form.originAccount = origin.get().account();
            form.directory = origin.get().directory();
            form.unique = origin.get().unique();
        }
        return GSON.toJson(form).getBytes(StandardCharsets.UTF_8);
    }

    /** The record in these octets; empty when they make no sense. */
    static Optional<SendRecord> read(byte[] json) {
        try {
            Form form = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Form.class);
            if (form == null || form.draft == null || form.account == null) {
                return Optional.empty();
            }
            String messageId = form.messageId;
            String stage = form.stage;
            if (messageId == null || stage == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new SendRecord(
                            form.draft,
                            form.account,
                            messageId,
                            origin(form),
                            Stage.valueOf(stage.toUpperCase(Locale.ROOT))));
        } catch (JsonParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Draft.Origin> origin(Form form) {
        String act = form.act;
        String account = form.originAccount;
        String directory = form.directory;
        String unique = form.unique;
        if (act == null || account == null || directory == null || unique == null) {
            return Optional.empty();
        }
        Draft.Act what = Draft.Act.valueOf(act.toUpperCase(Locale.ROOT));
        return Optional.of(new Draft.Origin(what, account, directory, unique));
    }
}
