package dev.buzon.client.sync;

import java.time.Instant;

/** How a run ended. What was collected until then is safe in every case. */
public sealed interface Outcome {
    /** Everything was done that could be; single messages may have failed, see the report. */
    record Complete() implements Outcome {}

    /**
     * It will go on by itself: run again, not before then.
     *
     * @param cause what is in the way
     * @param notBefore by our clock; the pauses grow while the same thing is in the way
     * @param text one printable sentence
     */
    record Again(Cause cause, Instant notBefore, String text) implements Outcome {}

    /**
     * It will not go on by itself.
     *
     * @param need what is needed
     * @param text one printable sentence
     */
    record NeedsPerson(Need need, String text) implements Outcome {}

    /** {@link Pop3Sync#cancel} was called. */
    record Cancelled() implements Outcome {}

    /** What passes by itself. */
    enum Cause {
        /** Another session is logged in ({@code [IN-USE]}). */
        IN_USE,
        /** The server wants a pause between logins ({@code [LOGIN-DELAY]}, RFC 2449 §6.5). */
        LOGIN_DELAY,
        /** A passing fault of the server ({@code [SYS/TEMP]}). */
        TEMPORARY,
        /** No connection could be made. */
        UNREACHABLE,
        /** The connection broke, again and again. */
        LINE,
        /** The server refused a login that worked before, without saying why (C-013). */
        LOGIN_UNCERTAIN,
        /** The server refuses what it should not, several times in a row. */
        REFUSALS,
        /** Another run of ours is collecting for this account. */
        RUNNING_ALREADY
    }

    /** What a person has to do. */
    enum Need {
        /** Give another password or token, or allow another way to log in. */
        LOGIN,
        /** Look at the TLS of the server, or at its certificate. */
        TLS,
        /** Look at the server: it says that its fault will not pass. */
        SERVER,
        /** Make room, or mend the disk. */
        DISK,
        /** Look at the ledger: it is damaged or of a later version. */
        LEDGER
    }
}
