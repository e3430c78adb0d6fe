package dev.buzon.client.smtp;

import java.io.IOException;

/** Is told how far a message is. Called on the thread that sends. */
public interface Sending {
    /**
     * All of the message is out but its end; when this returns the end goes out, and from then on
     * the server may have taken the message whatever happens here. Who wants to know that after a
     * crash writes it down now, durably.
     *
     * @throws IOException to break off instead: the server cannot take the message then
     */
    void ending() throws IOException;

    /** So many octets of the message are out. */
    default void sent(long octets) {}

    /** Nobody wants to know. */
    static Sending unwatched() {
        return () -> {};
    }
}
