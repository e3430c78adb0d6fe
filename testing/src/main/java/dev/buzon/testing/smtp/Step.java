package dev.buzon.testing.smtp;

/** A place in a conversation where the server has to reply. */
public enum Step {
    /** The first line. */
    GREETING,
    /** The reply to EHLO or HELO. */
    EHLO,
    /** The reply to STARTTLS, in clear. */
    STARTTLS,
    /** The handshake of TLS. */
    HANDSHAKE,
    /** The verdict on AUTH. */
    AUTH,
    /** The reply to MAIL. */
    MAIL,
    /** The reply to RCPT. */
    RCPT,
    /** The reply to DATA: 354. */
    DATA,
    /** The reply to the message itself, after the last dot or the last BDAT. */
    MESSAGE,
    /** The reply to a BDAT that is not the last. */
    CHUNK,
    /** The reply to RSET. */
    RSET,
    /** The reply to NOOP. */
    NOOP,
    /** The reply to QUIT. */
    QUIT
}
