package dev.buzon.reader.setup;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.Settings.Identity;
import dev.buzon.reader.settings.Settings.OfAccount;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is answered under {@code /api/accounts}. */
public final class AccountDesk {
    private static final int PASSWORD = 1_024;
    private static final int SIGNATURE = 20_000;

    private final OwnAccounts accounts;
    private final OwnSecrets secrets;
    private final PasswordsOfThisRun passwords;
    private final SettingsFile settings;
    private final Function<MailAccount, List<Identity>> identities;
    private final Changed changed;

    /** What has to be done when an account is another one, or is gone. */
    @FunctionalInterface
    public interface Changed {
        /** The accounts' files were changed. */
        void changed(String address) throws IOException;
    }

    /**
     * The accounts of a home.
     *
     * @param identities as whom the person writes; the first is the account's own
     */
    public AccountDesk(
            Home home,
            OwnSecrets secrets,
            PasswordsOfThisRun passwords,
            SettingsFile settings,
            Function<MailAccount, List<Identity>> identities,
            Changed changed) {
        this.accounts = new OwnAccounts(home);
        this.secrets = secrets;
        this.passwords = passwords;
        this.settings = settings;
        this.identities = identities;
        this.changed = changed;
    }

    /** Takes its place among the routes. */
    public void on(Routes routes) {
        routes.add("GET", "/api/accounts/*", request -> guarded(() -> answer(request)))
                .add("PUT", "/api/accounts/*", request -> guarded(() -> change(request)))
                .add("DELETE", "/api/accounts/*", request -> guarded(() -> remove(request)));
    }

    private interface Work {
        Answer run()
                throws RefusedException, IOException, InterruptedException, OwnFailureException;
    }

    private static Answer guarded(Work work)
            throws RefusedException, IOException, InterruptedException {
        try {
            return work.run();
        } catch (OwnFailureException e) {
            throw OwnTrouble.refusal(e);
        }
    }

    private Answer answer(Request request) throws OwnFailureException {
        return Answer.json(made(accounts.read(request.segment(2))).made());
    }

    private Json made(MailAccount account) {
        OfAccount own = settings.settings().of(account.address());
        return Json.object()
                .put("address", account.address())
                .put("name", account.name())
                .put("color", own.color())
                .put("incoming", Asked.made(account.incoming()))
                .putJson("outgoing", account.outgoing().map(one -> Asked.made(one).made()))
                .put("wishes", Asked.made(account, own))
                .put(
                        "folder",
                        Json.object()
                                .put("path", account.folder().path().toString())
                                .put("free", Places.free(account.folder().path())))
                .put(
                        "identities",
                        Json.list(identities.apply(account).stream(), AccountDesk::identity))
                .put("can", JsonNull.INSTANCE);
    }

    private static JsonElement identity(Identity one) {
        return Json.object()
                .put("address", one.address())
                .put("name", one.name())
                .put("signature", one.signature())
                .made();
    }

    private Answer change(Request request)
            throws RefusedException, IOException, InterruptedException, OwnFailureException {
        Fields body = request.json();
        MailAccount was = accounts.read(request.segment(2));
        List<Identity> identities = identities(body, was);
        String name =
                identities.isEmpty()
                        ? body.has("name") ? Asked.line(body, "name") : was.name()
                        : identities.getFirst().name();
        Optional<Server> outgoing =
                body.object().has("outgoing") ? Asked.server(body, "outgoing") : was.outgoing();
        MailAccount changedAccount =
                new MailAccount(
                        was.address(),
                        name,
                        Asked.server(body, "incoming").orElse(was.incoming()),
                        outgoing,
                        password(body, was),
                        was.grant(),
                        was.folder(),
                        Asked.wishes(body, was.wishes()),
                        Asked.every(body, was.every()));
        accounts.write(changedAccount);
        OfAccount own = Asked.settings(body, settings.settings().of(was.address()));
        OfAccount coloured =
                new OfAccount(
                        colour(body, own.color()),
                        own.atStart(),
                        own.onSchedule(),
                        own.automatic(),
                        body.has("identities") ? identities : own.identities());
        settings.change(all -> all.with(was.address(), coloured));
        changed.changed(was.address());
        return Answer.json(made(changedAccount).made());
    }

    private static String colour(Fields body, String was) throws RefusedException {
        String said = body.text("color", was, 20);
        if (!said.isEmpty() && !said.matches("#[0-9a-fA-F]{6}")) {
            throw RefusedException.senseless("color");
        }
        return said;
    }

    private static List<Identity> identities(Fields body, MailAccount account)
            throws RefusedException {
        List<Identity> all = new ArrayList<>();
        for (Fields one : Asked.identities(body)) {
            String address = all.isEmpty() ? account.address() : Asked.line(one, "address");
            all.add(
                    new Identity(
                            Searches.mailAddress(address).toString(),
                            Asked.line(one, "name"),
                            one.text("signature", "", SIGNATURE)));
        }
        return all;
    }

    /** Keeps another password where the account has its own; the words that say where. */
    private String password(Fields body, MailAccount account)
            throws RefusedException, OwnFailureException, InterruptedException {
        String password = body.text("password", "", PASSWORD);
        if (password.isEmpty()) {
            return account.secret();
        }
        SecretName name = SecretName.password(account.address());
        Secret secret = Secret.of(password.getBytes(StandardCharsets.UTF_8));
        SecretPlace place = secrets.place(account.secret());
        if (place.keeps()) {
            secrets.keep(name, place, secret);
        } else if (place instanceof SecretPlace.Ask) {
            passwords.put(name, secret);
        } else {
            throw new RefusedException(409, "password-elsewhere", account.secret());
        }
        return account.secret();
    }

    /** Forgets an account, and keeps its mail. */
    private Answer remove(Request request)
            throws OwnFailureException, InterruptedException, IOException {
        String address = request.segment(2);
        Optional<MailAccount> account = readable(address);
        if (account.isPresent()) {
            secrets.forget(address, account.get().secret());
        }
        passwords.forget(address);
        accounts.remove(address);
        settings.change(all -> all.without(address));
        changed.changed(address);
        return Answer.done();
    }

    /** The account, unless its file makes no sense: it can be removed all the same. */
    private Optional<MailAccount> readable(String address) {
        try {
            return accounts.find(address);
        } catch (OwnFailureException _) {
            return Optional.empty();
        }
    }

    /** The settings of the reader as the page has them. */
    public static Json made(Settings settings) {
        return Json.object()
                .put("language", settings.language())
                .put("theme", settings.theme())
                .put("density", settings.density())
                .put("notifications", settings.notifications())
                .put("markReadAfterSeconds", settings.markReadAfterSeconds())
                .put("conversations", settings.conversations())
                .put("undoSeconds", settings.undoSeconds());
    }
}
