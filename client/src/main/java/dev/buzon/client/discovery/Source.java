package dev.buzon.client.discovery;

import java.util.Locale;

/** Who can say where the servers of an address are; the better one first (C-026). */
public enum Source {
    /** A file on this machine, put there by its owner. */
    LOCAL_FILE,
    /** The domain's PACC document, whose digest is in the DNS (C-029). */
    PACC,
    /** The domain's autoconfig host, by https. */
    AUTOCONFIG,
    /** The well-known place of the domain's own web server, by https. */
    WELL_KNOWN,
    /** SRV records (RFC 6186 §3, RFC 8314 §5.1). */
    SRV,
    /** The public database of providers. */
    ISPDB,
    /** The autoconfig host of the provider that takes the domain's mail, by https. */
    MX_AUTOCONFIG,
    /** The public database, asked for that provider. */
    MX_ISPDB,
    /** Autodiscover, asked without a password. */
    AUTODISCOVER,
    /** The autoconfig host by plain http, when the person agreed. */
    PLAIN_AUTOCONFIG,
    /** Usual names, tried out. */
    GUESS;

    /** The key of its name for people, such as {@code discovery.source.well-known}. */
    public String key() {
        return "discovery.source." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
