package dev.buzon.client.pop3;

/** The ways to log in that this client knows, the best first (C-016). */
enum Way {
    /** SCRAM bound to the TLS connection (RFC 7677, RFC 9266). */
    SCRAM_PLUS("SCRAM-SHA-256-PLUS"),
    /** SCRAM: the password is proved by both sides and not sent (RFC 7677). */
    SCRAM("SCRAM-SHA-256"),
    /** An access token (RFC 7628). */
    OAUTHBEARER("OAUTHBEARER"),
    /** An access token in the older form of Gmail and Outlook. */
    XOAUTH2("XOAUTH2"),
    /** The password itself (RFC 4616). */
    PLAIN("PLAIN"),
    /** The password itself, after prompts; no standard. */
    LOGIN("LOGIN"),
    /** The password itself by USER and PASS (RFC 1939 §7). */
    USER_PASS("USER"),
    /** An MD5 of the password (RFC 1939 §7): only if asked for. */
    APOP("+APOP");

    private final String wireName;

    Way(String wireName) {
        this.wireName = wireName;
    }

    /** The name of the mechanism, or what a URL calls it (RFC 2384 §4). */
    String wireName() {
        return wireName;
    }

    /** Whether the server learns the password, or a token that is as good. */
    boolean tellsPassword() {
        return this == PLAIN || this == LOGIN || this == USER_PASS;
    }

    /** Whether it proves the password by SCRAM. */
    boolean isScram() {
        return this == SCRAM || this == SCRAM_PLUS;
    }
}
