package dev.buzon.reader.api;

import dev.buzon.reader.exchange.Export;
import dev.buzon.reader.exchange.Watcher;
import dev.buzon.reader.folder.FolderName;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Place;
import dev.buzon.reader.index.Query;
import dev.buzon.reader.index.Scope;
import dev.buzon.reader.index.UnreadableSearchException;
import dev.buzon.reader.index.Wanted;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.FileNames;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** What is answered under {@code /api/folders} and {@code /api/search}. */
final class FolderDesk {
    private static final int COUNT = 100;
    private static final int NAME = 1_000;
    private static final int FROM_MOST = 10_000_000;

    private final Trees trees;
    private final Index index;
    private final Folders folders;
    private final ZoneId zone;
    private final Api.Refreshing refreshing;
    private final Consumer<String> changed;

    FolderDesk(
            Trees trees,
            Index index,
            Folders folders,
            ZoneId zone,
            Api.Refreshing refreshing,
            Consumer<String> changed) {
        this.trees = trees;
        this.index = index;
        this.folders = folders;
        this.zone = zone;
        this.refreshing = refreshing;
        this.changed = changed;
    }

    void on(Routes routes) {
        routes.add("GET", "/api/folders/*/messages", this::messages)
                .add("GET", "/api/folders/*/export", this::export)
                .add("POST", "/api/folders/*/empty", this::empty)
                .add("POST", "/api/folders", this::create)
                .add("PATCH", "/api/folders/*", this::rename)
                .add("DELETE", "/api/folders/*", this::delete)
                .add("GET", "/api/search", this::search);
    }

    private Answer messages(Request request) throws RefusedException, IOException {
        Scope scope = folders.scope(request.segment(2));
        Query.Sort sort =
                switch (request.parameter("sort")) {
                    case "", "date" -> Query.Sort.DATE;
                    case "from" -> Query.Sort.FROM;
                    case "subject" -> Query.Sort.SUBJECT;
                    case "size" -> Query.Sort.SIZE;
                    default -> throw RefusedException.senseless("sort");
                };
        boolean ascending = request.parameter("order").equals("asc");
        boolean conversations = request.parameter("conversations").equals("1");
        var query =
                new Query(
                        scope,
                        sort,
                        !ascending,
                        filters(request.parameter("filter")),
                        conversations && sort == Query.Sort.DATE,
                        request.number("from", 0, 0, FROM_MOST),
                        request.number("count", COUNT, 0, Query.COUNT_MAX));
        return Answer.json(Rows.listing(index.list(query)).made());
    }

    private static Set<Query.Filter> filters(String text) throws RefusedException {
        Set<Query.Filter> all = new HashSet<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(",", 8)) {
            all.add(
                    switch (word) {
                        case "unread" -> Query.Filter.UNREAD;
                        case "starred" -> Query.Filter.STARRED;
                        case "attachments" -> Query.Filter.ATTACHMENTS;
                        default -> throw RefusedException.senseless("filter");
                    });
        }
        return all;
    }

    private Answer search(Request request) throws RefusedException, IOException {
        long begin = System.nanoTime();
        Wanted wanted;
        try {
            wanted = Wanted.read(request.parameter("q"), zone);
        } catch (UnreadableSearchException e) {
            throw Meanings.find(e).orElseThrow();
        }
        String folder = request.parameter("folder");
        Scope scope = folder.isEmpty() ? new Scope.Everywhere(false) : folders.scope(folder);
        var found =
                index.search(
                        wanted,
                        scope,
                        request.number("from", 0, 0, FROM_MOST),
                        request.number("count", COUNT, 0, Query.COUNT_MAX));
        long took = (System.nanoTime() - begin) / 1_000_000;
        return Answer.json(Rows.listing(found).put("took", took).made());
    }

    private MailFolder folder(FolderRef ref) throws IOException, RefusedException {
        return trees.tree(ref.account())
                .inDirectory(ref.directory())
                .orElseThrow(RefusedException::missing);
    }

    private Answer create(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        String account = body.text("account", NAME);
        trees.account(account);
        MailTree tree = trees.tree(account);
        String parent = body.text("parent", "", NAME);
        String within = parent.isEmpty() ? "" : folder(folders.ref(parent)).name().path() + "/";
        MailFolder made = tree.create(FolderName.of(within + body.text("name", NAME).strip()));
        took(account, tree);
        var ref = new FolderRef(account, made.directory());
        return Answer.json(
                Json.object().put("id", Folders.id(ref)).put("path", made.name().path()).made());
    }

    private void took(String account, MailTree tree) throws IOException {
        index.foldersChanged(new Place(account, tree));
        changed.accept(account);
    }

    private Answer rename(Request request)
            throws RefusedException, IOException, InterruptedException {
        FolderRef ref = folders.ref(request.segment(2));
        MailFolder folder = folder(ref);
        String name = request.json().text("name", NAME).strip();
        String within = folder.name().parent().map(one -> one.path() + "/").orElse("");
        MailTree tree = trees.tree(ref.account());
        MailFolder renamed = tree.rename(folder, FolderName.of(within + name));
        refreshing.refresh(); // its mail is under the new name then
        changed.accept(ref.account());
        var after = new FolderRef(ref.account(), renamed.directory());
        return Answer.json(Json.object().put("id", Folders.id(after)).made());
    }

    /** Mail in a folder that is deleted goes to the trash. */
    private Answer delete(Request request)
            throws RefusedException, IOException, InterruptedException {
        FolderRef ref = folders.ref(request.segment(2));
        MailFolder folder = folder(ref);
        if (folder.role().isPresent()) {
            throw new RefusedException(409, "folder.role", folder.name().path());
        }
        refreshing.refresh();
        emptied(ref, false);
        MailTree tree = trees.tree(ref.account());
        tree.delete(folder, false);
        took(ref.account(), tree);
        return Answer.done();
    }

    private Answer empty(Request request) throws RefusedException, IOException {
        FolderRef ref = folders.ref(request.segment(2));
        Optional<Role> role = folders.role(ref);
        boolean waste = role.equals(Optional.of(Role.TRASH)) || role.equals(Optional.of(Role.JUNK));
        emptied(ref, waste);
        changed.accept(ref.account());
        return Answer.done();
    }

    private void emptied(FolderRef ref, boolean forever) throws IOException {
        List<Long> ids = index.ids(Query.newest(new Scope.In(ref), 0, 0));
        if (forever) {
            index.remove(ids);
        } else if (!ids.isEmpty()) {
            MailTree tree = trees.tree(ref.account());
            String trash = tree.need(Role.TRASH).directory();
            index.foldersChanged(new Place(ref.account(), tree));
            index.move(ids, new FolderRef(ref.account(), trash));
        }
    }

    private Answer export(Request request) throws RefusedException, IOException {
        FolderRef ref = folders.ref(request.segment(2));
        MailFolder folder = folder(ref);
        Export.Form form =
                switch (request.parameter("kind")) {
                    case "", "mbox" -> Export.Form.MBOX;
                    case "maildir" -> Export.Form.MAILDIR;
                    case "eml" -> Export.Form.EML;
                    default -> throw RefusedException.senseless("kind");
                };
        String name = folder.name().path().isEmpty() ? "inbox" : folder.name().path();
        boolean mbox = form == Export.Form.MBOX;
        return Answer.stream(
                        mbox ? "application/mbox" : "application/zip",
                        OptionalLong.empty(),
                        out -> {
                            try {
                                Export.write(folder, form, out, Watcher.SILENT);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new InterruptedIOException("the reader ends");
                            }
                        })
                .with(
                        "Content-Disposition",
                        FileNames.attachment(name.replace('/', '-') + (mbox ? ".mbox" : ".zip")));
    }
}
