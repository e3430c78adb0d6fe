package dev.buzon.e2e.rivals;

import java.time.Duration;

/**
 * One visit of a program.
 *
 * @param reading what it cost
 * @param turns how often the server spoke after the client did
 * @param connections how often it connected
 * @param beforeConnection from the start of the process until it connected
 * @param onConnection from there until the last octet
 */
record Trial(
        Reading reading,
        int turns,
        int connections,
        Duration beforeConnection,
        Duration onConnection) {
    /** From the last octet until the process had ended. */
    Duration afterConnection() {
        return reading.wall().minus(beforeConnection).minus(onConnection);
    }
}
