package dev.buzon.reader.setup;

import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.offer.Login;
import java.net.URI;
import java.util.Optional;

/** Who grants access to a provider's servers, when it does not take passwords. */
final class Provisions {
    private Provisions() {}

    /**
     * The provider as an account's file names it: {@code gmail}, {@code outlook} or an issuer's
     * address; empty when passwords do.
     */
    static Optional<String> provider(Proposal proposal) {
        Optional<String> known = byHost(proposal.incoming().offer().server().host());
        if (known.isPresent()) {
            return known;
        }
        boolean wanted =
                proposal.incoming().offer().logins().stream()
                        .anyMatch(Login.OAuth.class::isInstance);
        Optional<URI> issuer = proposal.oauth().flatMap(hint -> hint.issuer());
        return wanted || issuer.isPresent()
                ? issuer.map(uri -> byIssuer(uri).orElse(uri.toString()))
                : Optional.empty();
    }

    private static Optional<String> byHost(String host) {
        if (isIn(host, "gmail.com") || isIn(host, "googlemail.com")) {
            return Optional.of("gmail");
        }
        return isIn(host, "office365.com") || isIn(host, "outlook.com") || isIn(host, "live.com")
                ? Optional.of("outlook")
                : Optional.empty();
    }

    private static Optional<String> byIssuer(URI issuer) {
        String host = String.valueOf(issuer.getHost());
        if (isIn(host, "accounts.google.com")) {
            return Optional.of("gmail");
        }
        return isIn(host, "login.microsoftonline.com") ? Optional.of("outlook") : Optional.empty();
    }

    private static boolean isIn(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
