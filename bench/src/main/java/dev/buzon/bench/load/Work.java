package dev.buzon.bench.load;

/** What a load does, again and again. */
public enum Work {
    /** Login, STAT, QUIT: the empty poll. */
    CHECK(true),
    /** Login, STAT, UIDL, QUIT. */
    UIDL(true),
    /** Login, STAT, RETR of every message, one at a time or several in flight, QUIT. */
    FETCH(false),
    /** Login, STAT, RETR and DELE of every message, QUIT: each user once. */
    DRAIN(false),
    /** Connections that log in and stay. */
    IDLE(true),
    /** Messages by LMTP or SMTP, each acknowledged. */
    DELIVER(false);

    private final boolean countsSessions;

    Work(boolean countsSessions) {
        this.countsSessions = countsSessions;
    }

    /** What the figures are per: sessions, or else messages. */
    public boolean countsSessions() {
        return countsSessions;
    }

    /** The word for the unit. */
    public String unit() {
        return countsSessions ? "session" : "message";
    }
}
