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

    /** Hears of a refresh token that was replaced and cannot be kept. */
    @FunctionalInterface
    public interface NotKept {
        /** The next login of this account may be refused: the place takes no new secret. */
        void heard(String address, SecretPlace place);
    }

    private final OwnSecrets secrets;
    private final NotKept notKept;

    /** Grants whose refresh tokens are kept among these secrets. */
    public Grants(OwnSecrets secrets) {
        this(secrets, (_, _) -> {});
    }

    /** The same; somebody hears in time of what cannot be kept. */
    public Grants(OwnSecrets secrets, NotKept notKept) {
        this.secrets = secrets;
        this.notKept = notKept;
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
        return new SecretName(grant.clientId(), SecretName.Kind.CLIENT_SECRET);
    }

    /** Tokens for an account, got with the refresh token that its file says where to find. */
    public AccessTokens tokens(MailAccount account, Grant grant)
            throws OwnFailureException, InterruptedException {
        SecretPlace place = secrets.place(account.secret());
        return oauth(grant).accessTokens(refreshTokens(account.address(), place));
    }

    /** Where the refresh token of an account is. */
    public RefreshTokens refreshTokens(String address, SecretPlace place) {
        RefreshTokens kept =
                RefreshTokens.in(secrets.all(), place, SecretName.refreshToken(address));
        return place.keeps() ? kept : new Passing(kept, address, place, notKept);
    }

    /** Only the process remembers what comes after the first one. */
    private record Passing(RefreshTokens kept, String address, SecretPlace place, NotKept notKept)
            implements RefreshTokens {
        @Override
        public Secret fetch() throws SecretException, InterruptedException {
            return kept.fetch();
        }

        @Override
        public void keep(Secret refreshToken) throws SecretException, InterruptedException {
            kept.keep(refreshToken);
            notKept.heard(address, place);
        }
    }
}
