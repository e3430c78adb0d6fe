package dev.buzon.client.own;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.oauth.AccessTokens;
import dev.buzon.client.oauth.ClientIdentity;
import dev.buzon.client.oauth.OAuth;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.oauth.Provider;
import dev.buzon.client.oauth.RefreshTokens;
import dev.buzon.client.own.OwnFailureException.Kind;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Access that a provider grants instead of taking a password (OAuth 2). */
public final class Grants {
    /** What is asked of an issuer that is none of those we know: to be refreshed, no more. */
    private static final List<String> SCOPES = List.of("openid", "offline_access");

    private final OwnSecrets secrets;

    /** Grants whose refresh tokens are kept among these secrets. */
    public Grants(OwnSecrets secrets) {
        this.secrets = secrets;
    }

    /** Where grants of this kind come from; an issuer that nobody knows is asked about itself. */
    public OAuth oauth(Grant grant) throws OwnFailureException, InterruptedException {
        try {
            Optional<Provider> known = Provider.named(grant.provider());
            Provider provider =
                    known.isPresent()
                            ? known.get()
                            : OAuth.discover(URI.create(grant.provider()), SCOPES);
            return OAuth.of(provider, new ClientIdentity(grant.clientId(), clientSecret(grant)));
        } catch (OAuthException e) {
            throw new OwnFailureException(Kind.GRANT, e);
        } catch (IllegalArgumentException e) {
            throw new OwnFailureException(Kind.PROVIDER, e);
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
    public void keepClientSecret(Grant grant, Secret secret)
            throws OwnFailureException, InterruptedException {
        try {
            secrets.all().vault().keep(clientSecretName(grant), secret);
        } catch (SecretException e) {
            throw new OwnFailureException(Kind.SECRET, e);
        }
    }

    private static SecretName clientSecretName(Grant grant) {
        return SecretName.password("oauth-client/" + grant.clientId());
    }

    /** Tokens for an account, got with the refresh token that its file says where to find. */
    public AccessTokens tokens(MailAccount account, Grant grant)
            throws OwnFailureException, InterruptedException {
        SecretPlace place = secrets.place(account.secret());
        return oauth(grant)
                .accessTokens(
                        RefreshTokens.in(
                                secrets.all(), place, SecretName.refreshToken(account.address())));
    }
}
