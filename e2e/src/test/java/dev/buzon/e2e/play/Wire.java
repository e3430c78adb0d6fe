package dev.buzon.e2e.play;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One connection to a post office; both directions carry octet strings. */
public interface Wire extends Closeable {
    /** Sends these octets, all of them. */
    void send(String octets) throws IOException;

    /**
     * The next octets (at least one), or nothing when the server has ended the connection.
     *
     * @throws IOException when nothing comes in time
     */
    Optional<String> receive() throws IOException;

    /** Makes the TLS handshake, as the client. */
    void startTls() throws IOException;

    /** Ends the connection in order, and returns when the server has ended it too. */
    void cut() throws IOException;

    /** Breaks the connection. */
    void reset() throws IOException;

    /** Lets go of everything. */
    @Override
    void close() throws IOException;
}
