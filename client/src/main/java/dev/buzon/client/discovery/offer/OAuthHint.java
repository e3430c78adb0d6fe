package dev.buzon.client.discovery.offer;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration says of the provider's OAuth server. All https; nothing of it was asked.
 *
 * @param issuer who it is, as {@code https://host/...}
 * @param authorization where the person agrees
 * @param token where tokens are given
 * @param scopes what is to be asked for
 * @param clientId who we are to them, if the file gives everybody one
 */
public record OAuthHint(
        Optional<URI> issuer,
        Optional<URI> authorization,
        Optional<URI> token,
        List<String> scopes,
        Optional<String> clientId) {
    /** Keeps a copy of the scopes. */
    public OAuthHint {
        scopes = List.copyOf(scopes);
    }
}
