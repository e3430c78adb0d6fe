package dev.buzon.e2e.script;

/** How the post office of a script is set up: which door is tried, and what it asks for. */
public enum Profile {
    /** POP3 where a password may travel in clear; STLS is offered. */
    POP3("pop3", Door.POP3),
    /** POP3 with TLS from the first octet. */
    POP3S("pop3s", Door.POP3S),
    /** POP3 that refuses every login without TLS; STLS is offered. */
    POP3_STRICT("pop3-strict", Door.POP3),
    /** Reception of mail for the local domain. */
    SMTP("smtp", Door.SMTP),
    /** Submission where a password may travel in clear; STARTTLS is offered. */
    SUBMISSION("submission", Door.SUBMISSION),
    /** Submission that takes no password without TLS; STARTTLS is offered. */
    SUBMISSION_STRICT("submission-strict", Door.SUBMISSION),
    /** Submission with TLS from the first octet. */
    SUBMISSIONS("submissions", Door.SUBMISSIONS),
    /** Delivery by LMTP. */
    LMTP("lmtp", Door.LMTP);

    private final String word;
    private final Door door;

    Profile(String word, Door door) {
        this.word = word;
        this.door = door;
    }

    /** The word for it in a script's header. */
    public String word() {
        return word;
    }

    /** The door that connections go through unless a script opens another. */
    public Door door() {
        return door;
    }
}
