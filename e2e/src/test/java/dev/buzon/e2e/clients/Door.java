package dev.buzon.e2e.clients;

/** A way in, as a client is configured for it. */
enum Door {
    POP3("pop3", "POP3"),
    STLS("pop3", "POP3, STLS"),
    POP3S("pop3s", "POP3S"),
    SUBMISSION("submission", "submission"),
    STARTTLS("submission", "submission, STARTTLS"),
    SUBMISSIONS("submissions", "submissions"),
    LMTP("lmtp", "LMTP");

    private final String port;
    private final String title;

    Door(String port, String title) {
        this.port = port;
        this.title = title;
    }

    /** The server's name of the port behind it. */
    String port() {
        return port;
    }

    /** What it is called on the page. */
    String title() {
        return title;
    }
}
