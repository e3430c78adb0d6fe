package dev.buzon.reader.api;

import com.google.gson.JsonArray;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.setup.AccountDesk;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import java.io.IOException;
import java.util.List;

/** What is answered under {@code /api/state} and {@code /api/settings}. */
final class StateDesk {
    private static final int A_DAY = 86_400;
    private static final int UNDO_MOST = 10;

    private final String version;
    private final Trees trees;
    private final Folders folders;
    private final SettingsFile settings;
    private final Telling telling;

    StateDesk(
            String version, Trees trees, Folders folders, SettingsFile settings, Telling telling) {
        this.version = version;
        this.trees = trees;
        this.folders = folders;
        this.settings = settings;
        this.telling = telling;
    }

    void on(Routes routes) {
        routes.add("GET", "/api/state", this::state)
                .add(
                        "GET",
                        "/api/settings",
                        _ -> Answer.json(AccountDesk.made(settings.settings()).made()))
                .add("PUT", "/api/settings", this::change);
    }

    private Answer state(Request request) throws IOException {
        telling.in(request.texts());
        var all = new JsonArray();
        folders.all(request.texts()).values().forEach(one -> all.add(one.made()));
        return Answer.json(
                Json.object()
                        .put("version", version)
                        .put("language", request.texts().language())
                        .put(
                                "accounts",
                                Json.list(
                                        trees.known().stream(),
                                        one -> telling.account(one, request.texts()).made()))
                        .put("folders", all)
                        .put("settings", AccountDesk.made(settings.settings()))
                        .made());
    }

    private Answer change(Request request) throws RefusedException, IOException {
        Fields body = request.json();
        Settings was = settings.settings();
        String language = among(body, "language", was.language(), List.of("", "en", "es"));
        String theme = among(body, "theme", was.theme(), List.of("auto", "light", "dark"));
        String density = among(body, "density", was.density(), List.of("normal", "compact"));
        boolean notifications = body.yes("notifications", was.notifications());
        boolean conversations = body.yes("conversations", was.conversations());
        int read =
                (int)
                        body.number("markReadAfterSeconds", -1, A_DAY)
                                .orElse(was.markReadAfterSeconds());
        int undo = (int) body.number("undoSeconds", 0, UNDO_MOST).orElse(was.undoSeconds());
        Settings now =
                settings.change(all ->
                        new Settings(
                                language,
                                theme,
                                density,
                                notifications,
                                read,
                                conversations,
                                undo,
                                all.accounts(),
                                all.remoteSenders()));
        return Answer.json(AccountDesk.made(now).made());
    }

    private static String among(Fields body, String name, String was, List<String> allowed)
            throws RefusedException {
        String said = body.text(name, was, 20);
        if (!allowed.contains(said)) {
            throw RefusedException.senseless(name);
        }
        return said;
    }
}
