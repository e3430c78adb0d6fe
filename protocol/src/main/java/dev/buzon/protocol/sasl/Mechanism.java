package dev.buzon.protocol.sasl;

import java.util.Locale;
import java.util.Optional;

/** The mechanisms this program knows, the strongest first: the order in which they are listed. */
public enum Mechanism {
    /** RFC 5802, RFC 7677: SCRAM bound to the TLS connection that carries it. */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
    /** RFC 5802, RFC 7677: the password is proved and not sent. */
    SCRAM_SHA_256("SCRAM-SHA-256"),
    /** RFC 7628: an access token of OAuth 2. Only the client's half is here. */
    OAUTHBEARER("OAUTHBEARER"),
    /** No standard: the same as its providers had it before. Only the client's half is here. */
    XOAUTH2("XOAUTH2"),
    /** RFC 4616: the password itself, in one message. */
    PLAIN("PLAIN"),
    /** No standard, but still asked for: the user name and the password, each after a prompt. */
    LOGIN("LOGIN");

    private final String wireName;

    Mechanism(String wireName) {
        this.wireName = wireName;
    }

    /** The name as it stands in CAPA, EHLO and AUTH (RFC 4422 §3.1). */
    public String wireName() {
        return wireName;
    }

    /** The mechanism of this name, in any case (RFC 5034 §4). */
    public static Optional<Mechanism> named(String name) {
        // Some letters outside ASCII, such as the dotless i, have a capital inside it.
        if (!name.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        String upper = name.toUpperCase(Locale.ROOT);
        for (Mechanism mechanism : values()) {
            if (mechanism.wireName.equals(upper)) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }
}
