package dev.buzon.e2e.script;

/** One way into a post office: a protocol and whether TLS comes first. */
public enum Door {
    POP3(Speech.POP3, false),
    POP3S(Speech.POP3, true),
    SMTP(Speech.SMTP, false),
    SUBMISSION(Speech.SMTP, false),
    SUBMISSIONS(Speech.SMTP, true),
    LMTP(Speech.SMTP, false);

    /** How the answers behind a door are framed. */
    public enum Speech {
        /** Status lines and lists that end with a dot. */
        POP3,
        /** Replies of three digits, several lines with a hyphen. */
        SMTP
    }

    private final Speech speech;
    private final boolean tlsFirst;

    Door(Speech speech, boolean tlsFirst) {
        this.speech = speech;
        this.tlsFirst = tlsFirst;
    }

    /** How answers are framed here. */
    public Speech speech() {
        return speech;
    }

    /** Whether the TLS handshake comes before the first octet of the protocol. */
    public boolean tlsFirst() {
        return tlsFirst;
    }
}
