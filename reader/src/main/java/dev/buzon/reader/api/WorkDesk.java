package dev.buzon.reader.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.Overrides.Wish;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import dev.buzon.reader.web.Texts;
import dev.buzon.reader.work.Collecting;
import dev.buzon.reader.work.Dispatch;
import dev.buzon.reader.work.OnServer;
import dev.buzon.reader.work.Sending;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is answered under {@code /api/collect}, {@code /api/server} and {@code /api/outbox}. */
final class WorkDesk {
    private static final int LINE = 4_000;

    /** What is said while the account is being collected. */
    private static final String BUSY = "work.again.running_already";

    private static final int PATIENCE_TIMES = 20;
    private static final long PATIENCE_MILLIS = 250;

    private final Trees trees;
    private final Index index;
    private final Collecting collecting;
    private final Sending sending;
    private final OnServer server;
    private final DraftDesk drafts;

    WorkDesk(
            Trees trees,
            Index index,
            Collecting collecting,
            Sending sending,
            OnServer server,
            DraftDesk drafts) {
        this.trees = trees;
        this.index = index;
        this.collecting = collecting;
        this.sending = sending;
        this.server = server;
        this.drafts = drafts;
    }

    void on(Routes routes) {
        routes.add("POST", "/api/collect", this::collect)
                .add("POST", "/api/collect/stop", this::stop)
                .add("GET", "/api/server/*", this::onServer)
                .add("PATCH", "/api/server/*", this::wish)
                .add(
                        "GET",
                        "/api/outbox",
                        request ->
                                Answer.json(
                                        Json.list(
                                                sending.list().stream(),
                                                one -> dispatch(one, request.texts()).made())))
                .add(
                        "POST",
                        "/api/outbox/flush",
                        _ -> {
                            sending.flushAll();
                            return Answer.done();
                        })
                .add(
                        "POST",
                        "/api/outbox/*/retry",
                        request -> {
                            if (!sending.retry(request.segment(2))) {
                                throw new RefusedException(409, "outbox-busy");
                            }
                            return Answer.done();
                        })
                .add("DELETE", "/api/outbox/*", this::takeBack);
    }

    private Answer collect(Request request) throws RefusedException, IOException {
        String account = request.json().text("account", "", LINE);
        if (account.isEmpty()) {
            collecting.collectAll();
        } else if (!collecting.collect(account)) {
            throw trees.account(account).trouble().orElseGet(RefusedException::missing);
        }
        return Answer.done();
    }

    private Answer stop(Request request) throws RefusedException, IOException {
        String account = request.json().text("account", "", LINE);
        if (account.isEmpty()) {
            collecting.stopAll();
        } else {
            collecting.stop(account);
        }
        return Answer.done();
    }

    private MailAccount account(Request request) throws RefusedException {
        Trees.Known known = trees.account(request.segment(2));
        return known.account()
                .orElseThrow(() -> known.trouble().orElseGet(RefusedException::missing));
    }

    private Answer onServer(Request request)
            throws RefusedException, IOException, InterruptedException {
        MailAccount account = account(request);
        try {
            OnServer.Look look = asked(account);
            if (!look.trouble().isNone() && look.items().isEmpty()) {
                String why = Telling.text(look.trouble(), request.texts());
                throw new RefusedException(502, "server", why);
            }
            var items = new com.google.gson.JsonArray();
            for (OnServer.Item item : look.items()) {
                items.add(item(account.address(), item, request.texts()));
            }
            return Answer.json(items);
        } catch (OwnFailureException e) {
            throw Meanings.find(e).orElseThrow();
        }
    }

    /** Asks the server; while the account is being collected, as soon as that is over. */
    private OnServer.Look asked(MailAccount account)
            throws OwnFailureException, IOException, InterruptedException {
        OnServer.Look look = server.ask(account);
        for (int i = 0; i < PATIENCE_TIMES && look.trouble().text().equals(BUSY); i++) {
            TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
            look = server.ask(account);
        }
        return look;
    }

    private JsonElement item(String account, OnServer.Item item, Texts texts) throws IOException {
        Optional<Row> row =
                item.unique().isEmpty()
                        ? Optional.empty()
                        : index.withUniqueName(account, item.unique());
        Json json =
                Json.object()
                        .put("uid", item.uid())
                        .put("subject", row.map(Row::subject).orElse(""))
                        .putJson("from", row.map(one -> Rows.person(one.from()).made()))
                        .putTime("date", row.map(Row::date))
                        .put("octets", item.octets())
                        .put("here", item.here())
                        .put("why", Telling.text(item.reason(), texts))
                        .putTime("until", item.until())
                        .put("whole", item.wishes().contains(Wish.WHOLE));
        if (item.wishes().contains(Wish.KEEP)) {
            return json.put("keep", true).made();
        }
        return item.wishes().contains(Wish.DELETE)
                ? json.put("keep", false).made()
                : json.put("keep", JsonNull.INSTANCE).made();
    }

    private Answer wish(Request request) throws RefusedException, IOException {
        MailAccount account = account(request);
        Fields body = request.json();
        Set<Wish> wishes = EnumSet.noneOf(Wish.class);
        if (body.yes("keep", false)) {
            wishes.add(Wish.KEEP);
        }
        if (body.yes("delete", false)) {
            wishes.add(Wish.DELETE);
        }
        if (body.yes("whole", false)) {
            wishes.add(Wish.WHOLE);
        }
        server.wish(account.address(), body.text("uid", LINE), wishes);
        return Answer.done();
    }

    private static Json dispatch(Dispatch one, Texts texts) {
        return Json.object()
                .put("id", one.id())
                .put("account", one.account())
                .put("subject", one.subject())
                .put("to", Rows.people(one.to()))
                .put("time", one.time())
                .put("fate", one.fate().name().toLowerCase(Locale.ROOT))
                .put("text", Telling.text(one.text(), texts))
                .put("todo", Telling.text(one.todo(), texts))
                .putTime("next", one.next());
    }

    /** A message that is taken out of the outbox is a draft again. */
    private Answer takeBack(Request request) throws RefusedException, IOException {
        var draft =
                sending.takeBack(request.segment(2))
                        .orElseThrow(() -> new RefusedException(409, "outbox-busy"));
        return Answer.json(Json.object().put("draft", drafts.made(draft, "", "")).made());
    }
}
