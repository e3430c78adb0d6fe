package dev.buzon.bench.load;

import dev.buzon.bench.wire.Wire;
import java.io.IOException;

/** Repeats one work over one connection at a time. */
interface Worker {
    /** Does it once more: a session, or a delivery. */
    void turn(int turn) throws IOException;

    /** How many turns there are when every user gets exactly what the plan says. */
    int turns();

    /** Ends what is still open, after the last turn. */
    void finish() throws IOException;

    /** The connection, for the watchdog. */
    Wire wire();
}
