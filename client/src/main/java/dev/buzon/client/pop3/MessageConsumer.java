package dev.buzon.client.pop3;

import java.io.IOException;
import java.io.InputStream;

/** Takes messages as they come. */
@FunctionalInterface
public interface MessageConsumer {
    /**
     * Takes one message. The stream gives its octets with CRLF (or whatever line ends the server
     * sent), its end only when the server ended it, and throws {@link
     * Pop3Exception.TruncatedMessage} when the connection ended before; it is valid until this
     * method returns, and what was not read is skipped.
     *
     * @throws IOException when it cannot be taken: the batch ends, and the exception goes to
     *     whoever asked for it
     */
    void accept(Listed message, InputStream octets) throws IOException;
}
