package dev.buzon.testing.pop3;

/**
 * What a good client comes to with a quirky server, after as many runs as the catalogue allows it.
 * Of every client, with every server, more is expected: it ends in time, no message that it has not
 * stored is deleted, none is stored twice, and nothing secret is said in clear where TLS was asked
 * for.
 */
public enum Expectation {
    /**
     * Every message is stored once, whole, and nothing is left on the server but what must be: all,
     * when they are to be kept, or those whose DELE it refuses.
     */
    COLLECTS_ALL,
    /**
     * As {@link #COLLECTS_ALL}, but some messages cannot be had as they are: those are not stored
     * and stay on the server.
     */
    COLLECTS_ALL_BUT_SUSPECT,
    /**
     * The first run ends with nothing done and something like "not now", without blaming the
     * password; the next ones collect everything.
     */
    COLLECTS_ALL_LATER,
    /** Every run ends with an error, nothing is stored and nothing is deleted. */
    MUST_REFUSE,
    /**
     * The run ends, well or badly; what is stored is whole, and only what is stored may have been
     * deleted.
     */
    ENDS_SAFELY
}
