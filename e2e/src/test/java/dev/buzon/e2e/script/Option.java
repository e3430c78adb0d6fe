package dev.buzon.e2e.script;

/** A switch of the post office that a script needs set to something else than its default. */
public enum Option {
    /** The user "apop" may log in by APOP. */
    APOP("apop"),
    /** Mail may be deleted as soon as it was fetched. */
    EXPIRE_0("expire-0"),
    /** Mail may be deleted seven days after it came; luis keeps his for ever. */
    EXPIRE_7("expire-7"),
    /** Sixty seconds between two logins of a person. */
    LOGIN_DELAY("login-delay"),
    /** The server's part of the SCRAM nonce and the salt are those of RFC 7677 §3. */
    SCRAM_VECTOR("scram-vector"),
    /** There is no certificate, so TLS cannot be had. */
    NO_CERTIFICATE("no-certificate"),
    /** A message may have 65536 octets at most. */
    SMALL_MESSAGES("small-messages"),
    /** A maildrop of luis may hold 107 octets at most. */
    SMALL_QUOTA("small-quota"),
    /** "info" is another name of ana. */
    ALIAS("alias");

    private final String word;

    Option(String word) {
        this.word = word;
    }

    /** The word for it in a script's header. */
    public String word() {
        return word;
    }
}
