package dev.buzon.reader.setup;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.own.Grants;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.Maildrops;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.own.Servers;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sync.DryRun;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.protocol.Secret;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Events;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is answered under {@code /api/setup} and {@code /api/places}. */
public final class SetupDesk implements AutoCloseable {
    private static final int PASSWORD = 1_024;
    private static final int ADDRESS = 320;
    private static final int PATH = 4_096;

    /** What has to be done when there is another account. */
    @FunctionalInterface
    public interface Changed {
        /**
         * An account was saved.
         *
         * @param collect whether the person wants its mail now
         */
        void saved(MailAccount account, boolean collect) throws IOException;
    }

    private final Home home;
    private final OwnAccounts accounts;
    private final OwnSecrets secrets;
    private final PasswordsOfThisRun passwords;
    private final SettingsFile settings;
    private final Changed changed;
    private final Searches searches;
    private final Consents consents;
    private final Trying trying;
    private final Places places;

    /** Which name a login worked with, by the one that was given. */
    private final Map<String, String> workedWith = new ConcurrentHashMap<>();

    /**
     * Sets accounts up in this home.
     *
     * @param internet where servers are looked for
     * @param wishes how they are looked for
     */
    public SetupDesk(
            Home home,
            OwnSecrets secrets,
            PasswordsOfThisRun passwords,
            SettingsFile settings,
            Supplier<Internet> internet,
            Wishes wishes,
            Events events,
            Changed changed) {
        this.home = home;
        this.accounts = new OwnAccounts(home);
        this.secrets = secrets;
        this.passwords = passwords;
        this.settings = settings;
        this.changed = changed;
        this.searches = new Searches(internet, wishes, events);
        this.consents = new Consents(new Grants(secrets), events);
        this.trying = new Trying(internet, searches::isFound);
        this.places = new Places(home, accounts);
    }

    /** Takes its place among the routes. */
    public void on(Routes routes) {
        routes.add("POST", "/api/setup/search", this::search)
                .add(
                        "GET",
                        "/api/setup/search/*",
                        request -> Answer.json(searches.found(request.segment(3))))
                .add(
                        "DELETE",
                        "/api/setup/search/*",
                        request -> {
                            searches.stop(request.segment(3));
                            return Answer.done();
                        })
                .add("POST", "/api/setup/oauth", guarded(this::consent))
                .add("POST", "/api/setup/check", guarded(this::check))
                .add("POST", "/api/setup/dry", guarded(this::dry))
                .add("POST", "/api/setup/save", guarded(this::save))
                .add(
                        "GET",
                        "/api/places",
                        guarded(request ->
                                Answer.json(
                                        places.look(
                                                        request.parameter("path"),
                                                        request.parameter("address"))
                                                .made())));
    }

    /** A handler that meets what can be wrong with accounts. */
    private interface OwnHandler {
        Answer answer(Request request)
                throws RefusedException, IOException, InterruptedException, OwnFailureException;
    }

    private static Routes.Handler guarded(OwnHandler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (OwnFailureException e) {
                throw OwnTrouble.refusal(e);
            }
        };
    }

    private Answer search(Request request) throws RefusedException, IOException {
        String id = searches.begin(request.json().text("address", ADDRESS), request.texts());
        return Answer.json(Json.object().put("search", id).made());
    }

    /** What the person wants, as far as it is said. */
    private MailAccount draft(Fields body) throws RefusedException {
        String address = Searches.mailAddress(body.text("address", ADDRESS)).toString();
        String folder = body.text("folder", "", PATH);
        Path path = folder.isEmpty() ? home.mailOf(address) : Places.path(folder);
        Optional<Grant> grant = agreed(body).map(Consents.Agreed::grant);
        MailAccount draft = Asked.draft(body, address, grant, path);
        return draft.at(worked(draft.incoming()), draft.outgoing().map(this::worked));
    }

    private Server worked(Server server) {
        String user = workedWith.getOrDefault(key(server), server.user());
        return new Server(server.host(), server.port(), server.security(), user, server.trust());
    }

    private static String key(Server server) {
        return server.host() + " " + server.user();
    }

    private Optional<Consents.Agreed> agreed(Fields body) throws RefusedException {
        String flow = body.text("oauth", "", 40);
        if (flow.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                consents.agreed(flow).orElseThrow(() -> new RefusedException(409, "oauth-gone")));
    }

    private Logins logins(Fields body) throws RefusedException {
        Optional<Consents.Agreed> agreed = agreed(body);
        if (agreed.isPresent()) {
            return Logins.withToken(agreed.get().tokens().access());
        }
        return Logins.with(password(body));
    }

    private static Secret password(Fields body) throws RefusedException {
        String password = body.text("password", "", PASSWORD);
        if (password.isEmpty()) {
            throw new RefusedException(422, "password");
        }
        return Secret.of(password.getBytes(StandardCharsets.UTF_8));
    }

    private Answer check(Request request)
            throws RefusedException, IOException, InterruptedException, OwnFailureException {
        Fields body = request.json();
        MailAccount draft = draft(body);
        Logins logins = logins(body);
        Trying.Tried incoming =
                trying.incoming(draft, users(draft.incoming()), logins, request.texts());
        if (incoming.ok() && !incoming.user().equals(draft.incoming().user())) {
            workedWith.put(key(draft.incoming()), incoming.user());
            draft.outgoing().ifPresent(server -> workedWith.put(key(server), incoming.user()));
        }
        MailAccount works = draft(body);
        Optional<JsonElement> outgoing = Optional.empty();
        if (works.outgoing().isPresent()) {
            boolean test = body.yes("sendTest", false);
            Server server = works.outgoing().get();
            outgoing =
                    Optional.of(
                            trying.outgoing(works, server, logins, test, request.texts())
                                    .said()
                                    .made());
        }
        return Answer.json(
                Json.object()
                        .put("incoming", incoming.said())
                        .put("outgoing", outgoing.orElse(JsonNull.INSTANCE))
                        .made());
    }

    /** The name that was given, and others that were proposed for the same server. */
    private List<String> users(Server server) {
        List<String> users = new ArrayList<>(List.of(server.user()));
        for (Proposal one : searches.proposed()) {
            boolean same = one.incoming().offer().server().host().equals(server.host());
            List<String> others = one.incoming().offer().users();
            // Another name that the person typed is meant as it is.
            if (same && others.contains(server.user())) {
                others.stream().filter(user -> !users.contains(user)).forEach(users::add);
            }
        }
        return users;
    }

    /** What would be collected; nothing is, and nothing is remembered of it. */
    private Answer dry(Request request)
            throws RefusedException, IOException, InterruptedException, OwnFailureException {
        Fields body = request.json();
        MailAccount draft = draft(body);
        Files.createDirectories(home.state());
        Path forget = Files.createTempDirectory(home.state(), "look-");
        try {
            DryRun look =
                    Pop3Sync.of(
                                    Servers.pop3(draft, logins(body)),
                                    new MemorySink(),
                                    Ledger.in(forget))
                            .account(draft.address())
                            .policy(Maildrops.policy(draft.wishes()))
                            .dryRun();
            if (!(look.report().outcome() instanceof Outcome.Complete)) {
                String why = OwnTrouble.words(look.report().outcome());
                throw new RefusedException(502, "look", why);
            }
            return Answer.json(
                    Json.object()
                            .put("messages", look.plan().fetches().size())
                            .put("octets", look.plan().octetsToFetch())
                            .put("deletes", look.plan().deletes().size())
                            .put("text", "")
                            .made());
        } finally {
            removed(forget);
        }
    }

    private static void removed(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private Answer save(Request request)
            throws RefusedException, IOException, InterruptedException, OwnFailureException {
        Fields body = request.json();
        MailAccount draft = draft(body);
        if (accounts.find(draft.address()).isPresent()) {
            throw new RefusedException(409, "account-exists", draft.address());
        }
        List<String> users = places.usedBy(draft.folder().path());
        if (!users.isEmpty()) {
            throw new RefusedException(409, "folder-used", draft.folder().path(), users.getFirst());
        }
        String place = keep(body, draft.address());
        MailAccount saved = draft.withSecret(place);
        accounts.write(saved);
        settings.change(
                all -> all.with(saved.address(), settingsOf(body, all.of(saved.address()))));
        changed.saved(saved, settings.settings().of(saved.address()).automatic());
        return Answer.json(
                Json.object().put("address", saved.address()).put("name", saved.name()).made());
    }

    private static Settings.OfAccount settingsOf(Fields body, Settings.OfAccount was) {
        try {
            return Asked.settings(body, was);
        } catch (RefusedException _) {
            return was; // it was read before, and made sense
        }
    }

    /** Keeps what the account is opened with; the words that say where. */
    private String keep(Fields body, String address)
            throws RefusedException, OwnFailureException, InterruptedException {
        Optional<Consents.Agreed> agreed = agreed(body);
        if (agreed.isPresent()) {
            Secret token = agreed.get().tokens().refresh().orElse(agreed.get().tokens().access());
            return secrets.keepWhereBest(SecretName.refreshToken(address), token, _ -> true).text();
        }
        Secret password = password(body);
        SecretName name = SecretName.password(address);
        if (!body.yes("remember", true)) {
            passwords.put(name, password);
            return new SecretPlace.Ask().text();
        }
        return secrets.keepWhereBest(name, password, _ -> true).text();
    }

    private Answer consent(Request request)
            throws RefusedException, IOException, InterruptedException, OwnFailureException {
        Fields body = request.json();
        String provider = body.text("provider", 300);
        String address = body.text("address", ADDRESS);
        Grant grant = new Grant(provider, clientId(provider, address, body));
        String secret = body.text("clientSecret", "", PASSWORD);
        if (!secret.isEmpty()) {
            new Grants(secrets)
                    .keepClientSecret(grant, Secret.of(secret.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            Consents.Begun begun = consents.begin(grant, request.texts());
            return Answer.json(
                    Json.object().put("flow", begun.flow()).put("url", begun.address()).made());
        } catch (OAuthException e) {
            throw new RefusedException(502, "oauth", String.valueOf(e.getMessage()));
        }
    }

    /** What the provider calls this program: as said, as published, or as for another account. */
    private String clientId(String provider, String address, Fields body)
            throws RefusedException, OwnFailureException {
        String said = Asked.line(body, "clientId");
        if (!said.isEmpty()) {
            return said;
        }
        Optional<String> published =
                searches.proposed().stream()
                        .filter(one -> Provisions.provider(one).equals(Optional.of(provider)))
                        .flatMap(one -> one.oauth().stream())
                        .flatMap(hint -> hint.clientId().stream())
                        .findFirst();
        if (published.isPresent()) {
            return published.get();
        }
        for (String name : accounts.names()) {
            Optional<Grant> grant = accounts.find(name).flatMap(MailAccount::grant);
            if (grant.isPresent() && grant.get().provider().equals(provider)) {
                return grant.get().clientId();
            }
        }
        throw new RefusedException(422, "oauth-client", provider, address);
    }

    @Override
    public void close() {
        consents.close();
    }
}
