package dev.buzon.reader.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.client.account.MailAccount;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.web.Events;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Texts;
import dev.buzon.reader.work.AccountState;
import dev.buzon.reader.work.Collecting;
import dev.buzon.reader.work.JobState;
import dev.buzon.reader.work.Sentence;
import dev.buzon.reader.work.WorkEvent;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the pages what happens, and how accounts are. */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** Colours that can be told from each other on light and dark ground. */
    private static final String[] COLOURS = {
        "#2563eb", "#c2410c", "#15803d", "#a21caf", "#b45309", "#0e7490", "#be123c", "#4d7c0f"
    };

    private final Trees trees;
    private final Index index;
    private final Folders folders;
    private final SettingsFile settings;
    private final Events events;
    private final Supplier<Optional<Collecting>> collecting;
    private final Predicate<String> sending;
    private final Map<String, JsonElement> told = new ConcurrentHashMap<>();
    private volatile Texts texts = Texts.ENGLISH;

    Telling(
            Trees trees,
            Index index,
            Folders folders,
            SettingsFile settings,
            Events events,
            Supplier<Optional<Collecting>> collecting,
            Predicate<String> sending) {
        this.trees = trees;
        this.index = index;
        this.folders = folders;
        this.settings = settings;
        this.events = events;
        this.collecting = collecting;
        this.sending = sending;
    }

    /** The person reads this language: what happens is told in it. */
    void in(Texts language) {
        texts = language;
    }

    /** A sentence in a language. */
    static String text(Sentence sentence, Texts texts) {
        return sentence.isNone() || !texts.has(sentence.text())
                ? ""
                : texts.text(sentence.text(), sentence.with().toArray());
    }

    /** Something of the work has changed. */
    void heard(WorkEvent event) {
        try {
            switch (event) {
                case WorkEvent.AccountChanged(var state) -> account(state.address());
                case WorkEvent.MailCame(var address, var messages, var newest) ->
                        mail(address, messages, newest.isEmpty() ? -1 : newest.getFirst());
                case WorkEvent.FoldersChanged _ -> folders();
                case WorkEvent.OutboxChanged() -> {
                    events.tell("outbox", "outbox", Json.object().made());
                    folders();
                    trees.known().forEach(one -> account(one.address()));
                }
                case WorkEvent.JobChanged(var job) ->
                        events.tell("job", job.id(), job(job, texts).made());
            }
        } catch (IOException e) {
            LOG.warn("what happened could not be told", e);
        }
    }

    private void account(String address) {
        trees.known().stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .ifPresent(one -> events.tell("state", address, account(one, texts).made()));
    }

    private void mail(String address, int messages, long newest) throws IOException {
        JsonElement row =
                newest < 0
                        ? JsonNull.INSTANCE
                        : index.row(newest)
                                .<JsonElement>map(one -> Rows.row(one).made())
                                .orElse(JsonNull.INSTANCE);
        events.tell(
                "mail",
                Json.object()
                        .put("account", address)
                        .put("count", messages)
                        .put("newest", row)
                        .made());
        folders();
    }

    /** Tells those folders that are not as they were told last. */
    synchronized void folders() throws IOException {
        for (var folder : folders.all(texts).entrySet()) {
            JsonElement now = folder.getValue().made();
            if (!now.equals(told.put(folder.getKey(), now))) {
                events.tell("folder", folder.getKey(), now);
            }
        }
    }

    /** How an account is. */
    Json account(Trees.Known known, Texts language) {
        Settings.OfAccount own = settings.settings().of(known.address());
        Optional<AccountState> state = collecting.get().flatMap(all -> all.state(known.address()));
        Json json =
                Json.object()
                        .put("address", known.address())
                        .put("name", known.account().map(MailAccount::name).orElse(""))
                        .put("color", own.color().isEmpty() ? colour(known) : own.color())
                        .putJson(
                                "collecting",
                                state.flatMap(AccountState::running).map(Telling::running))
                        .putTime("next", state.flatMap(AccountState::next))
                        .put("sending", sending.test(known.address()));
        json.put(
                "onServer",
                state.map(AccountState::onServer)
                        .filter(java.util.OptionalInt::isPresent)
                        .map(one -> OptionalLong.of(one.getAsInt()))
                        .orElse(OptionalLong.empty()));
        Optional<JsonElement> trouble = known.trouble().map(one -> trouble(one, language));
        return json.putJson(
                "last",
                trouble.or(
                        () -> state.flatMap(AccountState::last).map(one -> ended(one, language))));
    }

    private String colour(Trees.Known known) {
        int at = trees.known().indexOf(known);
        return COLOURS[Math.max(0, at) % COLOURS.length];
    }

    private static JsonElement running(AccountState.Running running) {
        return Json.object()
                .put("phase", running.phase().name().toLowerCase(Locale.ROOT))
                .put("message", running.message())
                .put("of", running.ofMessages())
                .put("octets", running.octets())
                .put("ofOctets", running.ofOctets())
                .put("rate", running.octetsPerSecond())
                .put("left", running.left().toSeconds())
                .made();
    }

    private static JsonElement trouble(RefusedException trouble, Texts language) {
        return Json.object()
                .put("time", java.time.Instant.EPOCH)
                .put("outcome", "person")
                .put("text", trouble.text(language))
                .put("todo", trouble.todo(language))
                .made();
    }

    private static JsonElement ended(AccountState.Ended ended, Texts language) {
        boolean ok = ended.result() == AccountState.Result.DONE;
        return Json.object()
                .put("time", ended.time())
                .put("since", ended.since())
                .put("outcome", ok ? "ok" : ended.result().name().toLowerCase(Locale.ROOT))
                .put("text", text(ended.text(), language))
                .put("todo", text(ended.todo(), language))
                .made();
    }

    /** How far a job is. */
    static Json job(JobState job, Texts language) {
        Json json =
                Json.object()
                        .put("id", job.id())
                        .put("done", job.done())
                        .put("of", job.of())
                        .put("text", text(job.text(), language))
                        .put("ended", job.ended());
        if (job.stage() == JobState.Stage.FAILED) {
            json.put("error", text(job.text(), language));
        }
        return json;
    }
}
