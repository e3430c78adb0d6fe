package dev.buzon.testing.pop3;

import java.util.Set;

/** How far a connection is, as far as its capabilities depend on it. */
public enum Phase {
    /** Not logged in, without TLS. */
    IN_CLEAR,
    /** Not logged in, under TLS. */
    UNDER_TLS,
    /** Logged in. */
    LOGGED_IN;

    /** At any time. */
    public static final Set<Phase> ALWAYS = Set.of(values());

    /** Before login, with TLS or without. */
    public static final Set<Phase> BEFORE_LOGIN = Set.of(IN_CLEAR, UNDER_TLS);
}
