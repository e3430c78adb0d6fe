package dev.buzon.e2e.page;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Made-up mail for the page: as many rows as wished, each the same at every run. */
final class StandInMail {
    static final String ANA = "ana@example.org";
    static final String INBOX = ANA + ":inbox";
    static final String DOCUMENT =
            "<!doctype html><html lang='en'><title>m</title><body><p>Hola, ana.<script>top.broken = 1</script></body></html>";
    private static final Instant NEWEST = Instant.parse("2026-03-31T10:00:00Z");
    private static final String[] ROLES = {
        "inbox", "drafts", "sent", "junk", "trash", "archive", "outbox"
    };

    /** A status and what is said. */
    record Answer(int status, Object json) {}

    private final String content;
    private final BiConsumer<String, Object> tell;
    private final Map<String, Object> settings =
            new ConcurrentHashMap<>(
                    Map.of(
                            "language",
                            "",
                            "theme",
                            "auto",
                            "density",
                            "normal",
                            "notifications",
                            false,
                            "markReadAfterSeconds",
                            -1,
                            "conversations",
                            false,
                            "undoSeconds",
                            5));
    private final Map<Integer, Map<String, Object>> flags = new ConcurrentHashMap<>();
    private final TreeSet<Integer> gone = new TreeSet<>();
    private final AtomicInteger total;
    private volatile JsonObject draft = new JsonObject();

    /** Whether lists are refused, as by a reader in trouble. */
    volatile boolean inTrouble;

    StandInMail(int total, String content, BiConsumer<String, Object> tell) {
        this.total = new AtomicInteger(total);
        this.content = content;
        this.tell = tell;
    }

    /** New mail at the top. */
    void arrive(int count) {
        total.addAndGet(count);
        tell.accept("folder", folder("inbox"));
    }

    /** The draft that was saved last. */
    JsonObject draft() {
        return draft;
    }

    Answer answer(String method, String path, Map<String, String> query, String body) {
        if (path.equals("/api/state")) {
            return ok(state());
        }
        if (path.endsWith("/messages") && path.startsWith("/api/folders/")) {
            return inTrouble
                    ? new Answer(
                            500,
                            Map.of(
                                    "error",
                                    "index",
                                    "text",
                                    "The index cannot be read.",
                                    "todo",
                                    "Try again."))
                    : ok(rows(path, query));
        }
        if (path.equals("/api/search")) {
            return ok(found(query));
        }
        if (path.startsWith("/api/setup/") || path.equals("/api/places")) {
            return StandInSetup.answer(method, path, body, tell);
        }
        if (path.matches("/api/messages/\\d+")) {
            return ok(message(Integer.parseInt(path.substring(14)), false));
        }
        return changed(method, path, body);
    }

    private Answer changed(String method, String path, String body) {
        JsonObject asked =
                body.startsWith("{")
                        ? StandIn.GSON.fromJson(body, JsonObject.class)
                        : new JsonObject();
        return switch (path) {
            case "/api/messages/flags", "/api/messages/move", "/api/messages/delete" ->
                    ok(change(path, asked));
            case "/api/messages/remote" -> ok(message(asked.get("id").getAsInt(), true));
            case "/api/undo" -> ok(undone(asked.get("undo").getAsString()));
            case "/api/settings" -> ok(set(asked));
            case "/api/compose" -> ok(begin(asked.get("mode").getAsString()));
            case "/api/addresses" -> ok(StandInSetup.people());
            case "/api/outbox" -> ok(StandInSetup.outbox());
            default -> elsewhere(method, path, asked);
        };
    }

    private Map<String, Object> undone(String what) {
        gone.clear();
        return what.equals("send") ? Map.of("draft", draft) : Map.of();
    }

    private Map<String, Object> set(JsonObject asked) {
        asked.entrySet()
                .forEach(one ->
                        settings.put(
                                one.getKey(), StandIn.GSON.fromJson(one.getValue(), Object.class)));
        return settings;
    }

    private JsonObject begin(String mode) {
        draft = StandIn.GSON.toJsonTree(StandInSetup.draft(mode)).getAsJsonObject();
        return draft;
    }

    private Answer elsewhere(String method, String path, JsonObject asked) {
        if (path.startsWith("/api/server/")) {
            return ok(StandInSetup.onServer());
        }
        if (path.startsWith("/api/accounts/")) {
            return ok(StandInSetup.account());
        }
        if (path.endsWith("/send")) {
            return ok(Map.of("undo", "send", "at", Instant.EPOCH.toString()));
        }
        if (path.startsWith("/api/drafts/") && method.equals("PUT")) {
            draft = asked;
            return ok(Map.of("id", asked.get("id").getAsString(), "saved", true));
        }
        if (path.contains("/attachments")) {
            List<Object> files =
                    method.equals("DELETE")
                            ? List.of()
                            : List.of(Map.of("part", "1", "name", "notes.txt", "octets", 2_000));
            return ok(Map.of("id", "d1", "attachments", files));
        }
        return ok(Map.of());
    }

    private Map<String, Object> change(String path, JsonObject asked) {
        boolean away = !path.endsWith("flags") || asked.has("junk");
        for (var id : asked.getAsJsonArray("ids")) {
            if (away) {
                gone.add(id.getAsInt());
            } else {
                asked.entrySet().stream()
                        .filter(one -> !one.getKey().equals("ids"))
                        .forEach(one ->
                                flags.computeIfAbsent(id.getAsInt(), _ -> new ConcurrentHashMap<>())
                                        .put(one.getKey(), one.getValue().getAsBoolean()));
            }
        }
        return away ? Map.of("undo", "back") : new HashMap<>();
    }

    private static Answer ok(Object json) {
        return new Answer(200, json);
    }

    private Map<String, Object> state() {
        boolean begun = total.get() >= 0;
        var account = new LinkedHashMap<String, Object>();
        account.put("address", ANA);
        account.put("name", "Ana");
        account.put("collecting", null);
        account.put(
                "last", Map.of("time", NEWEST.toString(), "outcome", "ok", "text", "", "todo", ""));
        List<Object> folders = new ArrayList<>();
        for (String role : begun ? ROLES : new String[0]) {
            folders.add(folder(role));
        }
        return Map.of(
                "version",
                "test",
                "language",
                "en",
                "accounts",
                begun ? List.of(account) : List.of(),
                "folders",
                folders,
                "settings",
                settings);
    }

    private Map<String, Object> folder(String role) {
        var folder = new LinkedHashMap<String, Object>();
        folder.put("id", ANA + ":" + role);
        folder.put("account", ANA);
        folder.put("name", role.equals("inbox") ? "Inbox" : "Folder " + role);
        folder.put("path", "");
        folder.put("role", role);
        folder.put("unread", role.equals("inbox") ? 3 : 0);
        folder.put("total", role.equals("inbox") ? total.get() : role.equals("outbox") ? 2 : 0);
        return folder;
    }

    private Map<String, Object> rows(String path, Map<String, String> query) {
        int all = path.contains(":inbox") ? Math.max(0, total.get() - gone.size()) : 0;
        return page(all, query, false);
    }

    private Map<String, Object> found(Map<String, String> query) {
        return page(
                query.getOrDefault("q", "").contains("nothing") ? 0 : Math.min(total.get(), 40),
                query,
                true);
    }

    private Map<String, Object> page(int all, Map<String, String> query, boolean snippets) {
        int from = Integer.parseInt(query.get("from"));
        int to = Math.min(all, from + Integer.parseInt(query.get("count")));
        List<Object> rows = new ArrayList<>();
        // The oldest message has id 1, the newest as many as there are; those that went are passed
        // over.
        int id = total.get();
        for (int index = 0; index < to; id--) {
            if (!gone.contains(id)) {
                if (index >= from) {
                    rows.add(row(id, snippets));
                }
                index++;
            }
        }
        return Map.of("total", all, "unread", 3, "from", from, "rows", rows);
    }

    private Map<String, Object> row(int id, boolean snippet) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", id);
        row.put("folder", INBOX);
        row.put(
                "from",
                Map.of("name", "Person " + id % 7, "address", "p" + id % 7 + "@example.net"));
        row.put("to", List.of(Map.of("name", "Ana", "address", ANA)));
        row.put("subject", "Message " + id);
        row.put("date", NEWEST.minusSeconds(60L * (total.get() - id)).toString());
        row.put("octets", 1000 + id);
        row.put("unread", id % 3 == 0);
        row.put("starred", id % 5 == 0);
        row.put("replied", id % 4 == 0);
        row.put("forwarded", false);
        row.put("attachments", id % 2 == 0);
        row.put("preview", "The first words of message " + id);
        row.put("conversation", null);
        if (snippet) {
            row.put("snippet", "words \u0002found\u0003 <b>here</b>");
        }
        row.putAll(flags.getOrDefault(id, Map.of()));
        return row;
    }

    private Map<String, Object> message(int id, boolean remote) {
        Map<String, Object> message = row(id, false);
        message.put("cc", List.of());
        message.put("bcc", List.of());
        message.put("replyTo", List.of());
        message.put("view", content + "/c/" + id + (remote ? "/remote" : "/view"));
        message.put("source", content + "/c/source");
        message.put("raw", content + "/c/raw");
        message.put("headers", List.of(List.of("Subject", "Message " + id)));
        message.put("remote", Map.of("blocked", 2, "allowed", remote, "sender", "p@example.net"));
        message.put("warnings", List.of(Map.of("code", "x", "text", "Answers go elsewhere.")));
        message.put(
                "attachments",
                id % 2 == 0
                        ? List.of(
                                file("2", "notes.pdf", null),
                                file("3", "view.png", content + "/c/image"))
                        : List.of());
        message.put("all", content + "/c/all");
        message.put("server", Map.of("there", true, "why", "On the server for 14 days."));
        return message;
    }

    private Map<String, Object> file(String part, String name, @Nullable String preview) {
        var file = new LinkedHashMap<String, Object>();
        file.put("part", part);
        file.put("name", name);
        file.put("type", "application/octet-stream");
        file.put("octets", 4096);
        file.put("url", content + "/c/file");
        file.put("preview", preview);
        file.put("dangerous", part.equals("2"));
        return file;
    }
}
