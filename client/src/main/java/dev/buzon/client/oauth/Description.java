package dev.buzon.client.oauth;

import dev.buzon.client.net.Printable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The description an issuer publishes of itself (OpenID Connect Discovery, RFC 8414). */
final class Description {
    /** Where it is, behind the issuer's name. */
    static final String PATH = "/.well-known/openid-configuration";

    private Description() {}

    /**
     * Reads it.
     *
     * @throws OAuthException.BadAnswer when it is somebody else's, or sends secrets in clear text
     */
    static Provider read(URI issuer, List<String> scopes, Http http)
            throws OAuthException, InterruptedException {
        if (!Provider.isSafe(issuer) || issuer.getRawQuery() != null) {
            throw new OAuthException.Misconfigured(
                    "an issuer is an https address: " + Printable.text(issuer.toString()));
        }
        String name = issuer.toString();
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        Http.Answer answer = http.get(URI.create(bare + PATH));
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new OAuthException.Unreachable(
                    issuer.getHost() + " does not work at the moment (" + answer.status() + ")",
                    answer.retryAfter());
        }
        if (answer.status() != 200) {
            throw new OAuthException.BadAnswer(
                    issuer.getHost() + " does not describe itself as an issuer");
        }
        JsonAnswer json =
                answer.body()
                        .json()
                        .orElseThrow(() -> bad(issuer, "something that is no description"));
        // RFC 8414 §3.3: or an issuer could speak for another and get its tokens.
        if (!json.text("issuer").equals(Optional.of(name))) {
            throw bad(issuer, "the description of another issuer");
        }
        return new Provider(
                String.valueOf(issuer.getHost()),
                Optional.of(issuer),
                endpoint(json, "authorization_endpoint", issuer),
                endpoint(json, "token_endpoint", issuer),
                json.text("device_authorization_endpoint").isPresent()
                        ? Optional.of(endpoint(json, "device_authorization_endpoint", issuer))
                        : Optional.empty(),
                scopes,
                Map.of(),
                Provider.LOOPBACK_ADDRESS);
    }

    private static URI endpoint(JsonAnswer json, String name, URI issuer) throws OAuthException {
        return json.address(name)
                .filter(Provider::isSafe)
                .orElseThrow(() -> bad(issuer, "a description without an https " + name));
    }

    private static OAuthException bad(URI issuer, String what) {
        return new OAuthException.BadAnswer(issuer.getHost() + " answered with " + what);
    }
}
