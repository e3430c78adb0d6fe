package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that sends a message that is there. */
interface Sender {
    /** The program. */
    Program program();

    /** The doors it can use. */
    List<Door> doors();

    /** Whether it can send this letter as it is. */
    default boolean can(Letter letter) {
        return true;
    }

    /**
     * Sends a message.
     *
     * @param house where it goes
     * @param door through which door
     * @param letter the octets, a CRLF at the end of each line but perhaps the last
     * @param to the recipient
     * @param home the program's own folder
     * @return how it ended
     */
    Program.Run send(House house, Door door, byte[] letter, String to, Path home)
            throws IOException;
}
