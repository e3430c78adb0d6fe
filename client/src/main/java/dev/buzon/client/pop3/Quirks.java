package dev.buzon.client.pop3;

/**
 * What was learned about a server by its behaviour (C-003) and is worth remembering with the
 * account: a value, given to {@link Pop3#quirks} and readable after a session.
 *
 * @param pipelining whether commands may be sent without waiting for answers
 * @param capaHangs CAPA is answered with silence or a cut: it is not sent
 * @param uidlMissing UIDL was refused
 * @param topUnusable TOP was refused
 * @param deletesWhatWasRead the server deletes at QUIT what was retrieved: RSET goes before
 *     never learned, only set by a person
 * @param scramUsed the account has logged in with SCRAM: weaker ways need consent (C-016)
 */
public record Quirks(
        Pipelining pipelining,
        boolean capaHangs,
        boolean uidlMissing,
        boolean topUnusable,
        boolean deletesWhatWasRead,
        boolean scramUsed) {
    /** What is known of pipelining. */
    public enum Pipelining {
        /** Nothing yet: it is done when the server announces it (RFC 2449 §6.6). */
        AS_ANNOUNCED,
        /** It was announced and worked: the announcement is not asked for again. */
        WORKS,
        /** It was announced and did not work: one command at a time. */
        BROKEN
    }

    /** Nothing is known. */
    public static Quirks none() {
        return new Quirks(Pipelining.AS_ANNOUNCED, false, false, false, false, false);
    }

    /** The same with this known of pipelining. */
    public Quirks pipelining(Pipelining known) {
        return new Quirks(
                known, capaHangs, uidlMissing, topUnusable, deletesWhatWasRead, scramUsed);
    }

    /** The same, and CAPA is not sent again. */
    public Quirks capaHangs(boolean hangs) {
        return new Quirks(
                pipelining, hangs, uidlMissing, topUnusable, deletesWhatWasRead, scramUsed);
    }

    /** The same with or without UIDL. */
    public Quirks uidlMissing(boolean missing) {
        return new Quirks(
                pipelining, capaHangs, missing, topUnusable, deletesWhatWasRead, scramUsed);
    }

    /** The same with or without TOP. */
    public Quirks topUnusable(boolean unusable) {
        return new Quirks(
                pipelining, capaHangs, uidlMissing, unusable, deletesWhatWasRead, scramUsed);
    }

    /** The same with or without RSET before QUIT. */
    public Quirks deletesWhatWasRead(boolean deletes) {
        return new Quirks(pipelining, capaHangs, uidlMissing, topUnusable, deletes, scramUsed);
    }

    /** The same, and SCRAM is expected from now on. */
    public Quirks scramUsed(boolean used) {
        return new Quirks(
                pipelining, capaHangs, uidlMissing, topUnusable, deletesWhatWasRead, used);
    }
}
