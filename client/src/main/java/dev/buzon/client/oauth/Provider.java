package dev.buzon.client.oauth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where and for what access is granted. All addresses are https, or on this machine.
 *
 * @param name what people call it
 * @param issuer the name it has in its own answers, if it keeps to one (RFC 9207)
 * @param authorization where the person's browser goes (RFC 6749 §3.1)
 * @param token where tokens are given (RFC 6749 §3.2)
 * @param device where devices get their codes (RFC 8628 §3.1), if mail may be asked for that way
 * @param scopes what is asked for: mail, and to be able to refresh
 * @param extras parameters of the authorization page that this provider needs
 * @param loopback the host in redirections to this machine, as the provider registers it
 */
public record Provider(
        String name,
        Optional<URI> issuer,
        URI authorization,
        URI token,
        Optional<URI> device,
        List<String> scopes,
        Map<String, String> extras,
        String loopback) {
    /** RFC 8252 §7.3 and §8.3: the address, because a name may be answered by somebody else. */
    static final String LOOPBACK_ADDRESS = "127.0.0.1";

    /** Refuses addresses in clear text, and scopes that would break up. */
    public Provider {
        scopes = List.copyOf(scopes);
        extras = Map.copyOf(extras);
        checked(authorization);
        checked(token);
        device.ifPresent(Provider::checked);
        for (String scope : scopes) {
            if (scope.isEmpty() || scope.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException("this is no scope: " + scope);
            }
        }
        if (!loopback.equals(LOOPBACK_ADDRESS) && !loopback.equals("localhost")) {
            throw new IllegalArgumentException("redirections go to this machine only");
        }
    }

    /**
     * Gmail. Its device codes are not for mail, so it is granted by a browser; the client is a
     * "Desktop app", whose secret is wanted back.
     */
    public static Provider gmail() {
        return new Provider(
                "Gmail",
                Optional.of(URI.create("https://accounts.google.com")),
                URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
                URI.create("https://oauth2.googleapis.com/token"),
                Optional.empty(),
                List.of("https://mail.google.com/"),
                // Without both, a second grant comes without a refresh token.
                Map.of("access_type", "offline", "prompt", "consent"),
                LOOPBACK_ADDRESS);
    }

    /** Outlook: Microsoft 365 for work and school, and Outlook.com. */
    public static Provider outlook() {
        return outlook("common");
    }

    /**
     * Outlook of one organisation.
     *
     * @param tenant its domain or identifier, or {@code common}, {@code organizations}, {@code
     *     consumers}
     */
    public static Provider outlook(String tenant) {
        if (!tenant.matches("[A-Za-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException("this is no tenant");
        }
        String base = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/";
        return new Provider(
                "Outlook",
                Optional.empty(), // the one of "common" names no tenant
                URI.create(base + "authorize"),
                URI.create(base + "token"),
                Optional.of(URI.create(base + "devicecode")),
                List.of(
                        "https://outlook.office.com/POP.AccessAsUser.All",
                        "https://outlook.office.com/SMTP.Send",
                        "offline_access"),
                Map.of(),
                "localhost"); // what its portal registers for programs without their own page
    }

    /**
     * The provider an account's file names, {@code gmail} or {@code outlook}; others are issuers.
     */
    public static Optional<Provider> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "gmail" -> Optional.of(gmail());
            case "outlook" -> Optional.of(outlook());
            default -> Optional.empty();
        };
    }

    /** The same, asking for something else. */
    public Provider withScopes(List<String> others) {
        return new Provider(name, issuer, authorization, token, device, others, extras, loopback);
    }

    /** The scopes as one parameter (RFC 6749 §3.3). */
    String scope() {
        return String.join(" ", scopes);
    }

    /** Whether tokens and codes may go there: by https, or to this machine. */
    static boolean isSafe(URI address) {
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        boolean here = host.equals(LOOPBACK_ADDRESS) || host.equals("[::1]");
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (here && scheme.equals("http"));
    }

    private static void checked(URI address) {
        if (!isSafe(address)) {
            throw new IllegalArgumentException("an issuer is asked by https only: " + address);
        }
    }
}
