package dev.buzon.protocol.smtp;

/** Where a session stands, with the data that exists there and no other (RFC 5321 §4.1.4). */
sealed interface State {
    /** No message in hand; the client speaks. */
    record Idle() implements State {}

    /** MAIL was accepted; the client speaks. */
    record InMessage(Transaction message) implements State {}

    /** The client sends a SASL response. */
    record AwaitingResponse() implements State {}

    record CheckingSender(SmtpCommand.Mail mail) implements State {}

    record CheckingRecipient(Transaction message, SmtpCommand.Rcpt recipient) implements State {}

    record Receiving(Transaction message, SmtpBody body, boolean last) implements State {}

    record Skipping(State before, SmtpBody body, SmtpReply reply) implements State {}

    record Delivering(int recipientsLeft) implements State {}

    record StartingTls() implements State {}

    record Authenticating() implements State {}

    record Closed() implements State {}
}
