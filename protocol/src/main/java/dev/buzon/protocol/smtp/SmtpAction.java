package dev.buzon.protocol.smtp;

import dev.buzon.protocol.Secret;
import java.util.List;
import java.util.Optional;

/** What the driver does next. Each says which method of {@link SmtpSession} gets the outcome. */
public sealed interface SmtpAction {
    /** Send the replies, read the next input, {@link SmtpSession#on}. */
    record Send(List<SmtpReply> replies) implements SmtpAction {
        public Send {
            replies = List.copyOf(replies);
        }

        static Send one(SmtpReply reply) {
            return new Send(List.of(reply));
        }
    }

    /** Nothing to send: read the next input, {@link SmtpSession#on}. */
    record Read() implements SmtpAction {}

    /** May this client send in this name? {@link SmtpSession#senderChecked}. */
    record CheckSender(SmtpCommand.Mail mail) implements SmtpAction {}

    /**
     * Is this recipient ours, with room for the message? {@link SmtpSession#recipientChecked}.
     *
     * @param mail what the message is; its SIZE may be of use
     */
    record CheckRecipient(SmtpCommand.Rcpt recipient, SmtpCommand.Mail mail)
            implements SmtpAction {}

    /**
     * Send and flush {@code go} if there is one, open a place for the message if {@code first},
     * move octets from the connection through {@code body} into that place until it says that the
     * end is reached, {@link SmtpSession#received}. When the place fails, go on moving octets to
     * nowhere and tell the session at the end.
     */
    record Receive(Optional<SmtpReply> go, SmtpEnvelope envelope, boolean first, SmtpBody body)
            implements SmtpAction {}

    /** Move octets through {@code body} to nowhere until its end, {@link SmtpSession#skipped}. */
    record Skip(SmtpBody body) implements SmtpAction {}

    /** Throw away what was received of the message, then do {@code then}. */
    record Abandon(SmtpAction then) implements SmtpAction {}

    /**
     * The content is complete: deliver it, durably, {@link SmtpSession#delivered}: once, or over
     * LMTP once for each recipient in order.
     */
    record Deliver(SmtpEnvelope envelope) implements SmtpAction {}

    /** LMTP: send and flush the reply, then feed the outcome for the next recipient. */
    record Answered(SmtpReply reply) implements SmtpAction {}

    /**
     * Send and flush the reply. If a single octet of input is left over then, close at once
     * (S-034); otherwise shake hands, take a new {@link SmtpDecoder}, {@link
     * SmtpSession#tlsStarted}. If the handshake fails, close.
     */
    record StartTls(SmtpReply reply) implements SmtpAction {}

    /** Start this SASL mechanism, {@link SmtpSession#authenticated}. */
    record Authenticate(String mechanism, Optional<Secret> initial) implements SmtpAction {}

    /** Feed the running mechanism, {@link SmtpSession#authenticated}. */
    record AuthStep(Secret response) implements SmtpAction {}

    /** Throw away what was received of a message, send the replies, flush, close. */
    record Close(List<SmtpReply> replies) implements SmtpAction {
        public Close {
            replies = List.copyOf(replies);
        }
    }
}
