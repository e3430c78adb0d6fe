package dev.buzon.protocol.smtp;

import java.util.List;
import java.util.Optional;

/**
 * Every sentence our server says, with its codes (RFC 5321 §4.2.2, RFC 3463, RFC 5248). They name
 * what is wrong in general words and repeat nothing the client sent.
 */
final class SmtpReplies {
    // Done.
    static final SmtpReply OK = SmtpReply.of(250, "2.0.0", "OK");
    static final SmtpReply SENDER_OK = SmtpReply.of(250, "2.1.0", "sender OK");
    static final SmtpReply RECIPIENT_OK = SmtpReply.of(250, "2.1.5", "recipient OK");
    static final SmtpReply CHUNK_OK = SmtpReply.of(250, "2.0.0", "chunk received");
    static final SmtpReply STORED = SmtpReply.of(250, "2.6.0", "message stored safely");
    static final SmtpReply BYE = SmtpReply.of(221, "2.0.0", "goodbye");
    static final SmtpReply CANNOT_VERIFY =
            SmtpReply.of(252, "2.0.0", "cannot verify; send the message and it will be tried");
    static final SmtpReply HELP = SmtpReply.of(214, "2.0.0", "see RFC 5321");
    static final SmtpReply TLS_GO = SmtpReply.of(220, "2.0.0", "ready for TLS");
    static final SmtpReply AUTHENTICATED = SmtpReply.of(235, "2.7.0", "authenticated");

    // Go on.
    static final SmtpReply DATA_GO = SmtpReply.bare(354, "send the message, end with CRLF.CRLF");

    // Not understood.
    static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.2", "line too long");
    static final SmtpReply GARBLED =
            SmtpReply.of(500, "5.5.2", "control characters or octets that are not UTF-8");
    static final SmtpReply UNKNOWN = SmtpReply.of(500, "5.5.1", "command not recognized");
    static final SmtpReply NO_ARGUMENT = SmtpReply.of(501, "5.5.4", "no argument allowed");
    static final SmtpReply NAME_NEEDED =
            SmtpReply.of(501, "5.5.4", "a domain name or address literal is needed");
    static final SmtpReply MAIL_SYNTAX =
            SmtpReply.of(501, "5.5.2", "syntax: MAIL FROM:<address> [parameters]");
    static final SmtpReply RCPT_SYNTAX =
            SmtpReply.of(501, "5.5.2", "syntax: RCPT TO:<address> [parameters]");
    static final SmtpReply BAD_SENDER = SmtpReply.of(501, "5.1.7", "malformed sender address");
    static final SmtpReply BAD_RECIPIENT =
            SmtpReply.of(501, "5.1.3", "malformed recipient address");
    static final SmtpReply BAD_PARAMETER = SmtpReply.of(501, "5.5.4", "malformed parameter");
    static final SmtpReply DOUBLE_PARAMETER = SmtpReply.of(501, "5.5.4", "parameter given twice");
    static final SmtpReply UNKNOWN_PARAMETER =
            SmtpReply.of(555, "5.5.4", "parameter not recognized");
    static final SmtpReply BAD_CHUNK_SIZE =
            SmtpReply.of(501, "5.5.4", "malformed chunk size, closing");
    static final SmtpReply AUTH_SYNTAX =
            SmtpReply.of(501, "5.5.4", "syntax: AUTH mechanism [initial response]");
    static final SmtpReply BAD_BASE64 = SmtpReply.of(501, "5.5.2", "malformed Base64");
    static final SmtpReply SASL_TOO_LONG =
            SmtpReply.of(500, "5.5.6", "authentication line too long");

    // Not now, not so.
    static final SmtpReply NOT_HERE = SmtpReply.of(502, "5.5.1", "command not available here");
    static final SmtpReply HELLO_FIRST = SmtpReply.of(503, "5.5.1", "say hello first");
    static final SmtpReply MAIL_FIRST = SmtpReply.of(503, "5.5.1", "MAIL first");
    static final SmtpReply RCPT_FIRST = SmtpReply.of(503, "5.5.1", "RCPT first");
    static final SmtpReply NO_RECIPIENTS = SmtpReply.of(554, "5.5.1", "no valid recipients");
    static final SmtpReply IN_TRANSACTION =
            SmtpReply.of(503, "5.5.1", "not in the middle of a message");
    static final SmtpReply AFTER_BDAT = SmtpReply.of(503, "5.5.1", "BDAT has begun, go on with it");
    static final SmtpReply TLS_ACTIVE = SmtpReply.of(503, "5.5.1", "TLS is active already");
    static final SmtpReply AUTH_DONE = SmtpReply.of(503, "5.5.1", "authenticated already");
    static final SmtpReply UNKNOWN_MECHANISM =
            SmtpReply.of(504, "5.5.4", "mechanism not available");
    static final SmtpReply AUTH_NEEDS_TLS =
            SmtpReply.of(538, "5.7.11", "encryption is needed before authentication");
    static final SmtpReply AUTH_REQUIRED = SmtpReply.of(530, "5.7.0", "authentication required");
    static final SmtpReply AUTH_CANCELLED = SmtpReply.of(501, "5.7.0", "authentication cancelled");
    static final SmtpReply WRONG_CREDENTIALS = SmtpReply.of(535, "5.7.8", "authentication failed");
    static final SmtpReply MALFORMED_CREDENTIALS =
            SmtpReply.of(501, "5.5.2", "malformed authentication exchange");
    static final SmtpReply AUTH_LATER =
            SmtpReply.of(454, "4.7.0", "cannot check credentials now, try later");
    static final SmtpReply SENDER_NEEDS_UTF8 =
            SmtpReply.of(550, "5.6.7", "this address needs SMTPUTF8");
    static final SmtpReply RECIPIENT_NEEDS_UTF8 =
            SmtpReply.of(553, "5.6.7", "this address needs SMTPUTF8");
    static final SmtpReply TOO_MANY_RECIPIENTS =
            SmtpReply.of(452, "4.5.3", "too many recipients, send the rest in another message");
    static final SmtpReply LONE_LINE_END =
            SmtpReply.of(550, "5.5.2", "CR or LF outside of CRLF in the message, closing");

    // The end.
    static final SmtpReply TOO_MANY_ERRORS = SmtpReply.of(421, "4.7.0", "too many errors, closing");
    static final SmtpReply FOREIGN =
            SmtpReply.of(500, "5.5.1", "this is not the protocol spoken here, closing");
    static final SmtpReply FLOOD = SmtpReply.of(421, "4.7.0", "too much input, closing");
    static final SmtpReply SHUTDOWN =
            SmtpReply.of(421, "4.3.2", "the server is stopping, try again soon");
    static final SmtpReply TIMEOUT = SmtpReply.of(421, "4.4.2", "silent for too long, closing");
    static final SmtpReply BUSY =
            SmtpReply.of(421, "4.3.2", "too many connections, try again soon");

    private SmtpReplies() {}

    /** RFC 5321 §4.3.1: the name, then what is spoken. */
    static SmtpReply greeting(SmtpProfile profile) {
        String spoken = profile instanceof SmtpProfile.Lmtp ? "LMTP" : "ESMTP";
        return SmtpReply.bare(220, profile.common().hostName() + " " + spoken + " Buzon");
    }

    static SmtpReply challenge(String base64) {
        return SmtpReply.bare(334, base64);
    }

    static SmtpReply hello(List<String> lines) {
        return new SmtpReply(250, Optional.empty(), lines);
    }

    static SmtpReply loginFailed(SaslOutcome.Reason reason) {
        return switch (reason) {
            case WRONG_CREDENTIALS -> WRONG_CREDENTIALS;
            case MALFORMED -> MALFORMED_CREDENTIALS;
            case TLS_REQUIRED -> AUTH_NEEDS_TLS;
            case TEMPORARY -> AUTH_LATER;
        };
    }
}
