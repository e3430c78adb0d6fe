package dev.buzon.protocol.pop3;

/** A response code: what a program needs to know of a refusal (RFC 2449 §8, RFC 3206 §4). */
public enum Code {
    /** Another session holds the maildrop (RFC 2449 §8.1.2). */
    IN_USE("IN-USE"),
    /** Too soon after the last login (RFC 2449 §8.1.1). */
    LOGIN_DELAY("LOGIN-DELAY"),
    /** A fault that will pass (RFC 3206 §4). */
    SYS_TEMP("SYS/TEMP"),
    /** A fault that needs a person (RFC 3206 §4). */
    SYS_PERM("SYS/PERM"),
    /** The credentials are at fault, and nothing else (RFC 3206 §4). */
    AUTH("AUTH");

    private final String wire;

    Code(String wire) {
        this.wire = wire;
    }

    /** As it stands between the brackets. */
    public String wire() {
        return wire;
    }
}
