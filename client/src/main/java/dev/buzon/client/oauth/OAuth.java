package dev.buzon.client.oauth;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** One client at one provider: where grants and tokens begin. For use by several threads. */
public final class OAuth {
    private final TokenEndpoint endpoint;
    private final SecureRandom random = new SecureRandom();

    private OAuth(Provider provider, ClientIdentity client, Http http, InstantSource clock) {
        this.endpoint = new TokenEndpoint(provider, client, http, clock);
    }

    /** A client at a provider. */
    public static OAuth of(Provider provider, ClientIdentity client) {
        return of(provider, client, InstantSource.system());
    }

    /** The same by another clock. */
    public static OAuth of(Provider provider, ClientIdentity client, InstantSource clock) {
        return new OAuth(provider, client, Http.USUAL, clock);
    }

    static OAuth of(Provider provider, ClientIdentity client, InstantSource clock, Http http) {
        return new OAuth(provider, client, http, clock);
    }

    /**
     * Asks an issuer to describe itself (OpenID Connect Discovery).
     *
     * @param issuer its name: an https address
     * @param scopes what to ask it for; issuers do not say which of theirs mean mail
     * @throws OAuthException.BadAnswer when it describes another, or sends secrets in clear text
     */
    public static Provider discover(URI issuer, List<String> scopes)
            throws OAuthException, InterruptedException {
        return Description.read(issuer, scopes, Http.USUAL);
    }

    /** Where grants come from. */
    public Provider provider() {
        return endpoint.provider();
    }

    /**
     * Begins a grant by the person's browser; close it in any case.
     *
     * @throws OAuthException.Unreachable when no port of this machine can be listened on
     */
    public CodeFlow codeFlow(Landing landing) throws OAuthException {
        return CodeFlow.begin(endpoint, random, landing);
    }

    /**
     * Begins a grant by a code that the person enters somewhere else.
     *
     * @throws OAuthException.Misconfigured when the provider has no such thing
     */
    public DeviceFlow deviceFlow() throws OAuthException, InterruptedException {
        return DeviceFlow.begin(endpoint, Pause.REAL);
    }

    DeviceFlow deviceFlow(Pause pause) throws OAuthException, InterruptedException {
        return DeviceFlow.begin(endpoint, pause);
    }

    /** Access tokens of a grant that was given. */
    public AccessTokens accessTokens(RefreshTokens kept) {
        return new AccessTokens(endpoint, kept);
    }
}
