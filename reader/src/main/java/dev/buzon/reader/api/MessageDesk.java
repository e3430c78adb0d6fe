package dev.buzon.reader.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Header;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Part;
import dev.buzon.reader.mime.Warning;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.show.Page;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import dev.buzon.reader.web.Texts;
import dev.buzon.reader.web.Ticket.Kind;
import dev.buzon.reader.web.Tickets;
import dev.buzon.reader.work.OnServer;
import dev.buzon.reader.work.Sorting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is answered under {@code /api/messages}: one message, and what is done to many. */
final class MessageDesk {
    /** Fields of a header that are shown. */
    private static final int HEADERS = 500;

    private final Trees trees;
    private final Index index;
    private final Folders folders;
    private final SettingsFile settings;
    private final Sorting sorting;
    private final Pieces pieces;
    private final OnServer onServer;
    private final Consumer<String> changed;

    /**
     * The messages of these accounts.
     *
     * @param changed is told whose folders have changed
     */
    MessageDesk(
            Trees trees,
            Index index,
            Folders folders,
            SettingsFile settings,
            Sorting sorting,
            Tickets tickets,
            OnServer onServer,
            Consumer<String> changed) {
        this.trees = trees;
        this.index = index;
        this.folders = folders;
        this.settings = settings;
        this.sorting = sorting;
        this.pieces = new Pieces(tickets);
        this.onServer = onServer;
        this.changed = changed;
    }

    void on(Routes routes) {
        routes.add("POST", "/api/messages/flags", this::flags)
                .add("POST", "/api/messages/move", this::move)
                .add("POST", "/api/messages/delete", this::delete)
                .add("POST", "/api/messages/remote", this::remote)
                .add(
                        "GET",
                        "/api/messages/*",
                        request ->
                                Answer.json(
                                        message(row(number(request.segment(2))), request, false)));
    }

    private static long number(String text) throws RefusedException {
        if (!text.matches("[0-9]{1,18}")) {
            throw RefusedException.missing();
        }
        return Long.parseLong(text);
    }

    private Row row(long id) throws IOException, RefusedException {
        return index.row(id).orElseThrow(() -> new RefusedException(410, "gone"));
    }

    private JsonElement message(Row row, Request request, boolean once)
            throws IOException, RefusedException {
        Path file = index.file(row.id()).orElseThrow(() -> new RefusedException(410, "gone"));
        Mail mail = Mail.of(file);
        Body body = mail.body();
        boolean allowed = once || settings.settings().allows(row.from().address());
        var wishes =
                new Pieces.Wishes(
                        allowed, request.parameter("dark").equals("1"), request.texts().language());
        Page page = pieces.page(row.id(), mail, wishes);
        Header header = mail.header();
        return Rows.row(row)
                .put("to", Rows.people(header.to()))
                .put("cc", Rows.people(header.cc()))
                .put("bcc", Rows.people(header.bcc()))
                .put("replyTo", Rows.people(header.replyTo()))
                .put("messageId", row.messageId())
                .put("view", pieces.view(row.id(), wishes))
                .put("plain", body.html().isEmpty())
                .put(
                        "remote",
                        Json.object()
                                .put("blocked", page.blocked())
                                .put("allowed", allowed)
                                .put("sender", row.from().address()))
                .put("attachments", attachments(row, body))
                .putText(
                        "all",
                        body.attachments().size() < 2
                                ? Optional.empty()
                                : Optional.of(pieces.whole(row.id(), Kind.ALL, "attachments.zip")))
                .put("headers", headers(header))
                .put("source", pieces.whole(row.id(), Kind.SOURCE, "source.txt"))
                .put("raw", pieces.whole(row.id(), Kind.RAW, Pieces.fileName(row)))
                .put("warnings", warnings(mail.warnings(), page.warnings(), request.texts()))
                .put("conversation", thread(row))
                .put("draft", folders.role(row.folder()).equals(Optional.of(Role.DRAFTS)))
                .put("server", onServer(row, request.texts()))
                .putText("identity", identity(row, header))
                .made();
    }

    private JsonArray attachments(Row row, Body body) {
        return Json.list(
                body.attachments().stream(),
                part ->
                        Json.object()
                                .put("part", part.id())
                                .put("name", part.name())
                                .put("type", part.type())
                                .put("octets", part.octets())
                                .put("url", pieces.part(row.id(), Kind.ATTACHMENT, part))
                                .putText("preview", preview(row, part))
                                .put("dangerous", part.dangerous())
                                .made());
    }

    private Optional<String> preview(Row row, Part part) {
        return Pieces.isPreviewed(part)
                ? Optional.of(pieces.part(row.id(), Kind.PREVIEW, part))
                : Optional.empty();
    }

    private static JsonArray headers(Header header) {
        return Json.list(
                header.fields().stream().limit(HEADERS),
                field -> Json.texts(List.of(field.name(), field.decoded())));
    }

    private static JsonArray warnings(List<Warning> mail, List<Warning> page, Texts texts) {
        Set<Warning> all = new LinkedHashSet<>(mail);
        all.addAll(page);
        return Json.list(
                all.stream(),
                one ->
                        Json.object()
                                .put("code", one.code().word())
                                .put(
                                        "text",
                                        texts.text("warning." + one.code().word(), one.detail()))
                                .made());
    }

    private JsonArray thread(Row row) throws IOException {
        List<Row> all = row.conversation().count() < 2 ? List.of() : index.thread(row.id());
        return Json.list(all.stream(), one -> Rows.row(one).made());
    }

    /** As which of the person's addresses the message came to them. */
    private Optional<String> identity(Row row, Header header) throws RefusedException {
        Optional<dev.buzon.client.account.MailAccount> account =
                trees.account(row.folder().account()).account();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        List<String> to = new ArrayList<>();
        header.to().forEach(one -> to.add(one.address()));
        header.cc().forEach(one -> to.add(one.address()));
        return trees.identities(account.get()).stream()
                .map(one -> one.address())
                .filter(one -> to.stream().anyMatch(one::equalsIgnoreCase))
                .findFirst();
    }

    private Answer remote(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        Row row = row(body.number("id", 0, Long.MAX_VALUE).orElseThrow(RefusedException::missing));
        if (body.yes("sender", false)) {
            settings.change(all -> all.allowing(row.from().address()));
        }
        return Answer.json(message(row, request, true));
    }

    private List<Row> rows(Fields body) throws RefusedException, IOException {
        List<Row> rows = index.rows(body.numbers("ids"));
        if (rows.isEmpty() && !body.numbers("ids").isEmpty()) {
            throw new RefusedException(410, "gone");
        }
        return rows;
    }

    private static List<Long> ids(List<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    private void told(List<Row> rows) {
        rows.stream().map(row -> row.folder().account()).distinct().forEach(changed);
    }

    private static Answer undo(String word) {
        return Answer.json(Json.object().put("undo", word).made());
    }

    /** Takes back what has this word. */
    void undo(Request request, String word) throws RefusedException, IOException {
        if (!sorting.undo(word)) {
            throw new RefusedException(410, "undo-gone");
        }
        trees.known().forEach(one -> changed.accept(one.address()));
    }

    private Answer flags(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        List<Row> rows = rows(body);
        String word;
        if (body.has("junk")) {
            word = sorting.move(ids(rows), body.yes("junk", true) ? Role.JUNK : Role.INBOX);
        } else {
            Set<Flag> set = new LinkedHashSet<>();
            Set<Flag> clear = new LinkedHashSet<>();
            body.yes("unread").ifPresent(unread -> (unread ? clear : set).add(Flag.SEEN));
            body.yes("starred").ifPresent(starred -> (starred ? set : clear).add(Flag.STARRED));
            word = sorting.flag(ids(rows), set, clear);
        }
        told(rows);
        return undo(word);
    }

    private Answer move(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        List<Row> rows = rows(body);
        FolderRef target = folders.ref(body.text("folder", 1_000));
        String word = sorting.move(ids(rows), target);
        told(rows);
        changed.accept(target.account());
        return undo(word);
    }

    private Answer delete(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        List<Row> rows = rows(body);
        boolean server = body.yes("server", false);
        if (!body.yes("forever", false)) {
            String word = sorting.delete(ids(rows), server);
            told(rows);
            return undo(word);
        }
        for (Row row : rows) {
            if (!folders.role(row.folder()).equals(Optional.of(Role.TRASH))) {
                throw new RefusedException(409, "not-in-trash");
            }
        }
        sorting.deleteForEver(ids(rows), server);
        told(rows);
        return Answer.json(Json.object().put("undo", JsonNull.INSTANCE).made());
    }

    /** How a message is on its server; null when nothing is known of it there. */
    private JsonElement onServer(Row row, Texts texts) throws IOException, RefusedException {
        var account = trees.account(row.folder().account()).account();
        if (account.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        var item = onServer.of(account.get(), row.file().unique());
        return item.<JsonElement>map(one ->
                        Json.object()
                                .put("there", true)
                                .put("uid", one.uid())
                                .put("why", Telling.text(one.reason(), texts))
                                .putTime("until", one.until())
                                .made())
                .orElse(JsonNull.INSTANCE);
    }
}
