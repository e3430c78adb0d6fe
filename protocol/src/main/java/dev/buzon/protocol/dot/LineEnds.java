package dev.buzon.protocol.dot;

/** What a {@link DotStuffer} does with a CR or LF that is not part of a CRLF. */
public enum LineEnds {
    /** Every octet goes out as it is: for content known to be in wire form (RFC 1939 §11). */
    KEPT,

    /** A lone LF becomes CRLF, a lone CR stays: what a POP3 server may send (P-004, P-047). */
    LONE_LF_TO_CRLF,

    /** Lone LF and lone CR become CRLF: what an SMTP client may send (RFC 5321 §2.3.8, S-011). */
    ALL_TO_CRLF
}
