package dev.buzon.jakarta;

import jakarta.mail.Provider;

/** Tells Jakarta Mail that Buzon serves {@code pop3s}: TLS from the first octet. */
public final class Pop3sProvider extends Provider {
    /** Found by Java's service loader; nobody else needs it. */
    public Pop3sProvider() {
        super(Type.STORE, "pop3s", Pop3sStore.class.getName(), "Buzon", null);
    }
}
