package dev.buzon.jakarta;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.jspecify.annotations.Nullable;

/** A {@link Pop3Store} with TLS from the first octet (RFC 8314 §3.3). */
public final class Pop3sStore extends Pop3Store {
    /** Made by Jakarta Mail. */
    public Pop3sStore(Session session, @Nullable URLName url) {
        super(session, url, "pop3s");
    }
}
