package dev.buzon.protocol.pop3;

import java.util.Optional;

/** What became of a login. */
public sealed interface LoginOutcome {
    /** The credentials were right and the maildrop is open and locked. */
    record Accepted(Listing listing, Offer.UserTerms terms) implements LoginOutcome {}

    /**
     * Nobody is logged in, and no lock is held.
     *
     * @param code AUTH when and only when the credentials are at fault (RFC 3206 §6)
     * @param detail more for the one who may know: who holds the maildrop
     */
    record Refused(Code code, Optional<String> detail) implements LoginOutcome {}

    /**
     * This user logs in over TLS only; the same answer whether or not the credentials were right
     * (RFC 8314 §4.1).
     */
    record TlsRequired() implements LoginOutcome {}
}
