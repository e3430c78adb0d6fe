package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.oauth.AccessTokens;
import dev.buzon.client.oauth.ClientIdentity;
import dev.buzon.client.oauth.CodeFlow;
import dev.buzon.client.oauth.DeviceFlow;
import dev.buzon.client.oauth.Landing;
import dev.buzon.client.oauth.OAuth;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.oauth.Provider;
import dev.buzon.client.oauth.RefreshTokens;
import dev.buzon.client.oauth.Tokens;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Access that a provider grants instead of taking a password (OAuth 2). */
final class Grants {
    /** What is asked of an issuer that is none of those we know: to be refreshed, no more. */
    private static final List<String> SCOPES = List.of("openid", "offline_access");

    /** How long a person may take at the provider's page. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OwnSecrets secrets;
    private final Terminal terminal;

    Grants(OwnSecrets secrets, Terminal terminal) {
        this.secrets = secrets;
        this.terminal = terminal;
    }

    /**
     * Asks the person to agree at the provider's, by a code where that works, else by a browser.
     */
    Tokens ask(Grant grant) throws CommandFailure, InterruptedException {
        try {
            OAuth oauth = oauth(grant);
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

    private OAuth oauth(Grant grant) throws OAuthException, InterruptedException, CommandFailure {
        Optional<Provider> known = Provider.named(grant.provider());
        try {
            Provider provider =
                    known.isPresent()
                            ? known.get()
                            : OAuth.discover(URI.create(grant.provider()), SCOPES);
            return OAuth.of(provider, new ClientIdentity(grant.clientId(), clientSecret(grant)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(terminal.texts().text("oauth.wrong", Failures.reason(e)));
        }
    }

    /**
     * Some providers give programs on a person's machine a secret that is none, and want it back.
     */
    private Optional<Secret> clientSecret(Grant grant) throws InterruptedException {
        try {
            return secrets.all().vault().find(clientSecretName(grant));
        } catch (SecretException _) {
            return Optional.empty();
        }
    }

    /** Keeps that secret. */
    void keepClientSecret(Grant grant, Secret secret) throws CommandFailure, InterruptedException {
        try {
            secrets.all().vault().keep(clientSecretName(grant), secret);
        } catch (SecretException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    private static SecretName clientSecretName(Grant grant) {
        return SecretName.password("oauth-client/" + grant.clientId());
    }

    /** Tokens for an account, got with the refresh token that its file says where to find. */
    AccessTokens tokens(MailAccount account, Grant grant)
            throws CommandFailure, InterruptedException {
        SecretPlace place = secrets.place(account.secret());
        try {
            return oauth(grant)
                    .accessTokens(
                            RefreshTokens.in(
                                    secrets.all(),
                                    place,
                                    SecretName.refreshToken(account.address())));
        } catch (OAuthException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }
}
