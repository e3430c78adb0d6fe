package dev.buzon.testing.pop3;

/** A place in a conversation where the server has to say something. */
public enum Turn {
    /** The first line. */
    GREETING,
    /** The answer to CAPA. */
    CAPA,
    /** The answer to STLS, in clear. */
    STLS,
    /** The handshake of TLS. */
    HANDSHAKE,
    /** The answer to USER. */
    USER,
    /** The verdict on a login, whichever way: PASS, APOP, the end of AUTH. */
    LOGIN,
    /** The answer to UTF8. */
    UTF8,
    /** The answer to LANG. */
    LANG,
    /** The answer to STAT. */
    STAT,
    /** The answer to LIST. */
    LIST,
    /** The answer to UIDL. */
    UIDL,
    /** The answer to RETR. */
    RETR,
    /** The answer to TOP. */
    TOP,
    /** The answer to DELE. */
    DELE,
    /** The answer to NOOP. */
    NOOP,
    /** The answer to RSET. */
    RSET,
    /** The answer to QUIT. */
    QUIT,
    /** The answer to anything else. */
    OTHER
}
