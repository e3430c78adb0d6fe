package dev.buzon.client.discovery;

import java.util.Locale;

/** What a person has to see, and to agree to, before a server is used (C-024, C-028). */
public enum Concern {
    /** The server belongs to somebody else than the mail domain. */
    OUTSIDE_DOMAIN,
    /** The answer came through a DNS that nobody vouches for. */
    UNSIGNED_DNS,
    /** The answer came by plain http. */
    PLAIN_HTTP,
    /** Nobody named the server: it was guessed. */
    GUESSED,
    /** Its name is not what it looks like, or looks like the mail domain and is not. */
    MISLEADING_NAME,
    /** There is no encryption: anybody on the way can read the password and the mail. */
    CLEARTEXT,
    /** Its certificate is not to be believed: it cannot be used like this. */
    CERTIFICATE_REFUSED,
    /** It could not be reached, or did not speak as it should. */
    NOT_WORKING,
    /** Nobody looked whether it works. */
    NOT_TRIED;

    /** The key of its sentence, such as {@code discovery.concern.outside-domain}. */
    public String key() {
        return "discovery.concern." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
