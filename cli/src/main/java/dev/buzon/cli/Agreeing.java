package dev.buzon.cli;

import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.oauth.CodeFlow;
import dev.buzon.client.oauth.DeviceFlow;
import dev.buzon.client.oauth.Landing;
import dev.buzon.client.oauth.OAuth;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.oauth.Tokens;
import dev.buzon.client.own.Grants;
import dev.buzon.client.own.Home;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import java.time.Duration;

/** Asks the person to agree at a provider's page. */
final class Agreeing {
    /** How long a person may take at the provider's page. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Grants grants;
    private final Terminal terminal;

    Agreeing(Grants grants, Terminal terminal) {
        this.grants = grants;
        this.terminal = terminal;
    }

    /** By what the accounts of a home log in; the person hears of a token that cannot be kept. */
    static Logins logins(Home home, Terminal terminal) {
        OwnSecrets secrets = OwnSecrets.in(home, terminal.prompt());
        return Logins.with(secrets, grants(secrets, terminal));
    }

    /** Grants of which the person hears. */
    static Grants grants(OwnSecrets secrets, Terminal terminal) {
        return new Grants(
                secrets,
                (address, place) ->
                        terminal.complain(
                                terminal.texts().text("oauth.notKept", address, place.text())));
    }

    /** By a code where that works, else by a browser. */
    Tokens ask(Grant grant) throws CommandFailure, OwnFailureException, InterruptedException {
        try {
            OAuth oauth = grants.oauth(grant);
            return oauth.provider().device().isPresent() ? byCode(oauth) : byBrowser(oauth);
        } catch (OAuthException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    private Tokens byCode(OAuth oauth) throws OAuthException, InterruptedException {
        DeviceFlow flow = oauth.deviceFlow();
        terminal.say("oauth.code", flow.address(), flow.userCode());
        return flow.await();
    }

    private Tokens byBrowser(OAuth oauth) throws OAuthException, InterruptedException {
        Texts texts = terminal.texts();
        var landing = new Landing(texts.text("oauth.done"), texts.text("oauth.refused"));
        try (CodeFlow flow = oauth.codeFlow(landing)) {
            terminal.say("oauth.browser", flow.address());
            return flow.await(PATIENCE);
        }
    }
}
