package dev.buzon.client.discovery.offer;

import java.util.Locale;
import java.util.Optional;

/** A way to log in that a configuration names (autoconfig draft, "authentication"). */
public sealed interface Login {
    /** A password, as it is, over a protected connection. */
    record Password() implements Login {}

    /** A password that is proved and not sent: CRAM-MD5, APOP, SCRAM. */
    record Challenge() implements Login {}

    /** A token from the provider's OAuth server. */
    record OAuth() implements Login {}

    /** Kerberos. */
    record Kerberos() implements Login {}

    /** NTLM. */
    record Ntlm() implements Login {}

    /** A certificate of the person's own. */
    record ClientCertificate() implements Login {}

    /** None at all, or the network one is in. */
    record Nothing() implements Login {}

    /** A SASL mechanism by its name (RFC 4422 §3.1). */
    record Mechanism(String name) implements Login {}

    /**
     * Reads what stands in an {@code authentication} element; empty for what is not known.
     *
     * @param system the attribute of that name, {@code sasl} or empty
     */
    static Optional<Login> of(String word, String system) {
        String bare = word.strip();
        if (system.equalsIgnoreCase("sasl")) {
            return bare.matches("[A-Za-z0-9_-]{1,20}")
                    ? Optional.of(new Mechanism(bare.toUpperCase(Locale.ROOT)))
                    : Optional.empty();
        }
        return switch (bare.toLowerCase(Locale.ROOT)) {
            case "password-cleartext", "plain" -> Optional.of(new Password());
            case "password-encrypted", "secure" -> Optional.of(new Challenge());
            case "oauth2" -> Optional.of(new OAuth());
            case "gssapi" -> Optional.of(new Kerberos());
            case "ntlm" -> Optional.of(new Ntlm());
            case "tls-client-cert" -> Optional.of(new ClientCertificate());
            case "none", "client-ip-address", "smtp-after-pop" -> Optional.of(new Nothing());
            default -> Optional.empty();
        };
    }
}
