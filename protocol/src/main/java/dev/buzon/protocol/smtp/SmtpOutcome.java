package dev.buzon.protocol.smtp;

/**
 * How something ended that only the driver can do or know: judge a sender or a recipient, keep the
 * content, deliver the message. The session turns it into the reply.
 */
public enum SmtpOutcome {
    /** It is right, or it is done: after {@code Deliver} this means durable (S-020). */
    ACCEPTED(250, "2.0.0", "OK"),
    /** No such user here. */
    UNKNOWN_RECIPIENT(550, "5.1.1", "no such user here"),
    /** The user exists and may not receive at present. */
    DISABLED_RECIPIENT(550, "5.2.1", "this mailbox does not take mail"),
    /** Over quota; there may be room tomorrow. */
    OVER_QUOTA(452, "4.2.2", "the mailbox is full"),
    /** Over quota for good: the message would not fit into the empty mailbox. */
    QUOTA_EXCEEDED(552, "5.2.2", "the message does not fit into the mailbox"),
    /** Over the size limit of messages (RFC 1870 §6). */
    TOO_BIG(552, "5.3.4", "the message is too big"),
    /** Not our domain, and the client is nobody we send for (S-019). */
    RELAY_REFUSED(550, "5.7.1", "this server takes mail for its own domains only"),
    /** Not our domain; the client is authenticated, but sending is not offered yet. */
    RELAY_NOT_OFFERED(550, "5.7.1", "sending to other domains is not offered by this server yet"),
    /** The domain says that it takes no mail (RFC 7505 §4.1). */
    NULL_MX(556, "5.1.10", "the domain of the recipient takes no mail"),
    /** The domain of the sender takes no mail, so no report could reach it (RFC 7505 §4.2). */
    SENDER_NULL_MX(550, "5.7.27", "the domain of the sender takes no mail"),
    /** The reverse path does not belong to the authenticated user (S-041). */
    SENDER_NOT_OWNED(550, "5.7.1", "this sender address does not belong to you"),
    /** Refused by a rule of the operator. */
    REFUSED_BY_POLICY(550, "5.7.1", "refused by policy"),
    /** Too many Received fields, or delivered here before (RFC 5321 §6.3, S-016). */
    LOOP(554, "5.4.6", "the message goes round in circles"),
    /** The content is not what this listener takes (S-045). */
    BAD_CONTENT(554, "5.6.0", "the content of the message cannot be taken"),
    /** No room on the disk. */
    DISK_FULL(452, "4.3.1", "not enough storage, try again later"),
    /** Something failed here; nothing is kept. */
    TEMPORARY_FAILURE(451, "4.3.0", "a temporary failure here, try again later"),
    /** The server stops before it could finish. */
    STOPPING(421, "4.3.2", "the server is stopping, try again soon");

    private final int code;
    private final String status;
    private final String text;

    SmtpOutcome(int code, String status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    /** What the client is told; for {@link #ACCEPTED} the session has words that fit the place. */
    SmtpReply reply() {
        return SmtpReply.of(code, status, text);
    }
}
