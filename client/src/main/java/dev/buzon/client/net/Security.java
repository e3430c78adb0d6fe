package dev.buzon.client.net;

/** How a connection is protected. */
public enum Security {
    /** TLS from the first octet (RFC 8314 §3): the default and the best. */
    IMPLICIT_TLS,
    /**
     * A plain greeting, then TLS by STLS or STARTTLS (RFC 2595 §4, RFC 3207 §4), or nothing: there
     * is no way back to clear text (C-018).
     */
    UPGRADE,
    /** Nothing at all; only a person can choose it, for a line that nobody else can touch. */
    CLEARTEXT
}
