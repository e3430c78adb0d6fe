package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Errand.Trusted;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Where the mail is. */
interface Server extends AutoCloseable {
    /** What it is called on the page. */
    String name();

    /** Where POP3 is spoken, in clear or with TLS from the first octet. */
    InetSocketAddress address(boolean tls);

    /** What clients have to believe. */
    Trusted trusted();

    /**
     * A maildrop with these messages and no others.
     *
     * @return the name to log in with
     */
    String maildrop(Mailing mailing) throws IOException;

    /** Puts these messages, from this number on, behind those that are there. */
    void add(String user, Mailing mailing, int from) throws IOException;

    /** How many messages are there, once nobody is logged in any more. */
    int left(String user) throws IOException;

    @Override
    void close() throws IOException;
}
