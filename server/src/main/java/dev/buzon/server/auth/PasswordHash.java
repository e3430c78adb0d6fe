package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;

/** What is kept of a password in order to recognise it. */
public sealed interface PasswordHash permits Argon2idHash, CheapSha256Hash {
    /** The form in which it is stored. */
    String text();

    /**
     * Whether this is the password, prepared; takes as long for a wrong one as for the right one.
     */
    boolean recognises(Secret password);

    /** Whether recognising costs so little that it need not be rationed. */
    boolean cheap();

    /** Reads the stored form of either scheme. */
    static PasswordHash parse(String text) throws UnreadableCredentialsException {
        if (text.startsWith(Argon2idHash.PREFIX)) {
            return Argon2idHash.parse(text);
        }
        if (text.startsWith(CheapSha256Hash.PREFIX)) {
            return CheapSha256Hash.parse(text);
        }
        throw new UnreadableCredentialsException("a password hash of an unknown scheme");
    }
}
