package dev.buzon.reader.api;

import com.google.gson.JsonElement;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.Addressee;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Place;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import dev.buzon.reader.work.Sending;
import dev.buzon.reader.write.Beginning;
import dev.buzon.reader.write.Draft;
import dev.buzon.reader.write.Drafts;
import dev.buzon.reader.write.Original;
import dev.buzon.reader.write.Own;
import dev.buzon.reader.write.Phrases;
import dev.buzon.reader.write.Started;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is answered under {@code /api/compose}, {@code /api/drafts} and {@code /api/addresses}. */
final class DraftDesk {
    private static final int DRAFT_OCTETS = 16 << 20;
    private static final int TEXT = 8 << 20;
    private static final int LINE = 4_000;
    private static final int ID = 200;

    /** The largest attachment, in octets: few servers take a tenth of it. */
    private static final long ATTACHMENT_OCTETS = 512L << 20;

    /** Drafts that were begun and not kept yet. */
    private static final int BEGUN = 100;

    private final Trees trees;
    private final Index index;
    private final Folders folders;
    private final SettingsFile settings;
    private final Drafts drafts;
    private final Sending sending;
    private final ZoneId zone;
    private final Consumer<String> changed;

    /** What was begun and not changed yet is no draft on disk. */
    private final Map<String, Started> begun = new ConcurrentHashMap<>();

    DraftDesk(
            Trees trees,
            Index index,
            Folders folders,
            SettingsFile settings,
            Drafts drafts,
            Sending sending,
            ZoneId zone,
            Consumer<String> changed) {
        this.trees = trees;
        this.index = index;
        this.folders = folders;
        this.settings = settings;
        this.drafts = drafts;
        this.sending = sending;
        this.zone = zone;
        this.changed = changed;
    }

    void on(Routes routes) {
        routes.add("POST", "/api/compose", this::compose)
                .add(
                        "GET",
                        "/api/drafts/*",
                        request -> Answer.json(made(open(request.segment(2)), "", "").made()))
                .add("PUT", "/api/drafts/*", this::keep)
                .add("DELETE", "/api/drafts/*", this::discard)
                .add("POST", "/api/drafts/*/attachments", this::attach)
                .add("DELETE", "/api/drafts/*/attachments/*", this::detach)
                .add("POST", "/api/drafts/*/send", this::send)
                .add("GET", "/api/addresses", this::addresses);
    }

    private Answer compose(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        String mode = body.text("mode", 20);
        if (mode.equals("edit")) {
            return Answer.json(edit(body).made());
        }
        Started started = started(mode, body, request);
        begun.put(started.draft().id(), started);
        if (begun.size() > BEGUN) {
            begun.keySet().stream().findAny().ifPresent(begun::remove);
        }
        return Answer.json(made(started.draft(), started.quote(), started.signature()).made());
    }

    private Started started(String mode, Fields body, Request request)
            throws RefusedException, IOException {
        Phrases phrases = Phrases.in(request.texts().language());
        if (mode.equals("new")) {
            var beginning = new Beginning(own(body.text("account", "", LINE)), phrases, zone);
            String to =
                    body.object().has("to") && body.object().get("to").isJsonPrimitive()
                            ? body.text("to", "", LINE)
                            : "";
            return to.startsWith("mailto:")
                    ? beginning.link(to)
                    : beginning.fresh(
                            to.isEmpty() ? people(body, "to") : List.of(new Person("", to)));
        }
        Row row = row(body.number("id", 0, Long.MAX_VALUE).orElseThrow(RefusedException::missing));
        var file = index.file(row.id()).orElseThrow(() -> new RefusedException(410, "gone"));
        FolderRef folder = row.folder();
        Original original =
                Original.at(file, folder.account(), folder.directory(), row.file().unique());
        var beginning = new Beginning(own(folder.account()), phrases, zone);
        return switch (mode) {
            case "reply" -> beginning.reply(original);
            case "all" -> beginning.replyAll(original);
            case "forward" -> beginning.forward(original);
            case "attach" -> beginning.attach(original);
            default -> throw RefusedException.senseless("mode");
        };
    }

    /** A draft by its id, or a message of a folder of drafts by its number. */
    private Json edit(Fields body) throws RefusedException, IOException {
        JsonElement id = body.object().get("id");
        boolean number = id != null && id.isJsonPrimitive() && id.getAsJsonPrimitive().isNumber();
        if (!number) {
            return made(open(body.text("id", ID)), "", "");
        }
        Row row = row(body.number("id", 0, Long.MAX_VALUE).orElseThrow());
        if (!folders.role(row.folder()).equals(Optional.of(Role.DRAFTS))) {
            throw new RefusedException(409, "no-draft");
        }
        Draft draft = drafts.edit(row.folder().account(), row.file());
        changed.accept(row.folder().account());
        return made(draft, "", "");
    }

    private Draft open(String id) throws RefusedException, IOException {
        Started started = begun.get(id);
        return started != null
                ? started.draft()
                : drafts.open(id).orElseThrow(() -> new RefusedException(410, "draft-gone"));
    }

    private Row row(long id) throws IOException, RefusedException {
        return index.row(id).orElseThrow(() -> new RefusedException(410, "gone"));
    }

    /** As whom the person writes: with this account, or the first one there is. */
    private Own own(String account) throws RefusedException {
        return trees.all().stream()
                .filter(one -> account.isEmpty() || one.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new RefusedException(409, "no-account"));
    }

    private static List<Person> people(Fields body, String name) throws RefusedException {
        List<Person> all = new ArrayList<>();
        for (Fields one : body.objects(name)) {
            all.add(new Person(one.text("name", "", LINE), one.text("address", "", LINE)));
        }
        return all;
    }

    /** A draft as the page has it. */
    Json made(Draft draft, String quote, String signature) {
        return Json.object()
                .put("id", draft.id())
                .put("account", draft.account())
                .put("identity", draft.from().address())
                .put("to", Rows.people(draft.to()))
                .put("cc", Rows.people(draft.cc()))
                .put("bcc", Rows.people(draft.bcc()))
                .put("subject", draft.subject())
                .put("text", draft.text())
                .putText("html", draft.html())
                .put("quote", quote)
                .put("signature", signature)
                .put("attachments", attachments(draft))
                .putText("inReplyTo", draft.inReplyTo())
                .put("references", Json.texts(draft.references()))
                .put(
                        "requests",
                        Json.object()
                                .put("receipt", draft.receipts().read())
                                .put("delivery", draft.receipts().delivery()));
    }

    private static JsonElement attachments(Draft draft) {
        return Json.list(
                draft.attachments().stream(),
                one ->
                        Json.object()
                                .put("part", one.id())
                                .put("name", one.name())
                                .put("type", one.type())
                                .put("octets", one.octets())
                                .made());
    }

    /** The draft as the page wants it, over what it was; its attachments stay. */
    private Draft changed(Draft was, Fields body) throws RefusedException {
        Own own = own(body.text("account", was.account(), LINE));
        String identity = body.text("identity", was.from().address(), LINE);
        Person from =
                own.identities().stream()
                        .map(Own.Identity::person)
                        .filter(one -> one.address().equalsIgnoreCase(identity))
                        .findFirst()
                        .orElse(own.first().person());
        Fields wants = body.object("requests");
        Optional<String> html =
                body.has("html") ? Optional.of(body.text("html", "", TEXT)) : Optional.empty();
        return was.from(own.account(), from)
                .to(people(body, "to"), people(body, "cc"), people(body, "bcc"))
                .subject(body.text("subject", "", LINE))
                .text(body.text("text", "", TEXT), html.filter(text -> !text.isEmpty()))
                .receipts(
                        new Draft.Receipts(
                                wants.yes("receipt", was.receipts().read()),
                                wants.yes("delivery", was.receipts().delivery())));
    }

    private Answer keep(Request request) throws RefusedException, IOException {
        String id = request.segment(2);
        Draft draft = changed(open(id), request.json(DRAFT_OCTETS));
        took(drafts.keep(draft));
        begun.remove(id);
        return Answer.json(Json.object().put("id", draft.id()).put("saved", Instant.now()).made());
    }

    private Drafts.Kept took(Drafts.Kept kept) throws IOException {
        String account = kept.draft().account();
        var folder = new FolderRef(account, kept.folder().directory());
        if (index.folder(folder).isEmpty()) { // the first draft makes its folder
            index.foldersChanged(new Place(account, kept.folder().tree()));
        }
        index.added(folder, kept.held());
        changed.accept(account);
        return kept;
    }

    /** The draft on disk; one that was only begun is put there. */
    private void onDisk(String id) throws RefusedException, IOException {
        Draft draft = open(id);
        if (begun.remove(id) != null) {
            took(drafts.keep(draft));
        }
    }

    private Answer discard(Request request) throws IOException {
        String id = request.segment(2);
        begun.remove(id);
        Optional<Draft> draft = drafts.open(id);
        drafts.discard(id);
        draft.ifPresent(one -> changed.accept(one.account()));
        return Answer.done();
    }

    private Answer attach(Request request) throws RefusedException, IOException {
        String id = request.segment(2);
        String name = request.parameter("name");
        String type = request.parameter("type");
        if (name.isEmpty() || name.length() > LINE || type.length() > ID) {
            throw RefusedException.senseless("name");
        }
        onDisk(id);
        var bounded = new BoundedInput(request.octets(), ATTACHMENT_OCTETS);
        String known = type.isEmpty() ? "application/octet-stream" : type;
        Drafts.Kept kept = drafts.attach(id, name, known, bounded);
        return Answer.json(made(took(kept).draft(), "", "").made());
    }

    private Answer detach(Request request) throws RefusedException, IOException {
        onDisk(request.segment(2));
        Drafts.Kept kept = drafts.detach(request.segment(2), request.segment(4));
        return Answer.json(made(took(kept).draft(), "", "").made());
    }

    private Answer send(Request request) throws RefusedException, IOException {
        String id = request.segment(2);
        onDisk(id);
        Duration hold = Duration.ofSeconds(settings.settings().undoSeconds());
        Instant at = sending.send(id, hold);
        return Answer.json(Json.object().put("undo", "send:" + id).put("at", at).made());
    }

    /** Calls a message back that was to be sent. */
    JsonElement back(String id) throws RefusedException, IOException {
        Draft draft = sending.undo(id).orElseThrow(() -> new RefusedException(410, "undo-gone"));
        return Json.object().put("draft", made(draft, "", "")).made();
    }

    private Answer addresses(Request request) throws IOException {
        String begin = request.parameter("q");
        List<Addressee> found =
                begin.isBlank() || begin.length() > ID ? List.of() : index.addresses(begin, 10);
        return Answer.json(
                Json.list(
                        found.stream(),
                        one ->
                                Json.object()
                                        .put("name", one.name())
                                        .put("address", one.address())
                                        .put("times", one.times())
                                        .made()));
    }
}
