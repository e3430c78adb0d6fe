package dev.buzon.client.discovery;

/** By which way an answer came: how far it can be believed. */
public enum Origin {
    /** From this machine. */
    LOCAL,
    /** By https, with a certificate that was checked, all the way from the mail domain. */
    HTTPS,
    /** By https, and its digest was in the DNS. */
    HTTPS_AND_DIGEST,
    /** From the DNS, vouched for by DNSSEC. */
    DNSSEC,
    /** With the DNS, which anybody on the way may have changed, in the chain. */
    DNS,
    /** By plain http, which anybody on the way may have changed. */
    HTTP,
    /** From nobody: it was guessed, and something answers there. */
    GUESSED
}
