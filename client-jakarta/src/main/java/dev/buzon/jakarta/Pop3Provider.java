package dev.buzon.jakarta;

import jakarta.mail.Provider;

/** Tells Jakarta Mail that Buzon serves {@code pop3}. */
public final class Pop3Provider extends Provider {
    /** Found by Java's service loader; nobody else needs it. */
    public Pop3Provider() {
        super(Type.STORE, "pop3", Pop3Store.class.getName(), "Buzon", null);
    }
}
