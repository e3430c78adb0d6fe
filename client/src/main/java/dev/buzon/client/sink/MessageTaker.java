package dev.buzon.client.sink;

import java.io.IOException;

/** A program that takes messages. */
@FunctionalInterface
public interface MessageTaker {
    /**
     * Takes a message; when this returns, the message is the program's, durably, and may be deleted
     * on the server.
     *
     * @throws MessageRefusedException when this message is not wanted: it stays on the server and
     *     is offered again, less and less often
     * @throws IOException when no message can be taken now: the run ends
     */
    void take(IncomingMessage message) throws IOException;
}
