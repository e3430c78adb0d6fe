package dev.buzon.protocol.smtp;

/** Leaves a parser with the reply for what it met; never leaves this package. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SmtpReply reply;

    Refused(SmtpReply reply) {
        super(null, null, false, false); // control flow only: no stack trace
        this.reply = reply;
    }

    SmtpReply reply() {
        return reply;
    }
}
