package dev.buzon.protocol.smtp;

import java.util.List;
import java.util.Optional;

/**
 * Who the client is by now and over what line it speaks, and what it therefore may not do. Pure
 * functions of that; the message in hand is {@link State}'s business.
 */
record Standing(SmtpProfile profile, boolean tls, Optional<Hello> hello, Optional<String> user) {
    /** What the client said in its hello. */
    record Hello(String client, boolean extended) {}

    Standing greeted(String client, boolean extended) {
        return new Standing(profile, tls, Optional.of(new Hello(client, extended)), user);
    }

    /** After the handshake nothing said before counts (RFC 3207 §4.2). */
    Standing encrypted(boolean bindable) {
        SmtpProfile now =
                profile instanceof SmtpProfile.Submission submission && !bindable
                        ? submission.withoutBinding()
                        : profile;
        return new Standing(now, true, Optional.empty(), Optional.empty());
    }

    Standing authenticated(String name) {
        return new Standing(profile, tls, hello, Optional.of(name));
    }

    boolean greeted() {
        return hello.isPresent();
    }

    private boolean extended() {
        return hello.map(Hello::extended).orElse(false);
    }

    List<String> offer() {
        return SmtpOffer.lines(profile, tls, user.isPresent());
    }

    /** Why this MAIL cannot be taken, whatever the sender. */
    Optional<SmtpReply> refusal(SmtpCommand.Mail mail) {
        if (hello.isEmpty()) {
            return Optional.of(SmtpReplies.HELLO_FIRST);
        }
        if (profile instanceof SmtpProfile.Submission && user.isEmpty()) {
            return Optional.of(SmtpReplies.AUTH_REQUIRED); // RFC 6409 §4.3, S-037
        }
        MailParameters parameters = mail.parameters();
        boolean unknown = parameters.needsDsn() && !profile.common().reports();
        if (unknown || (!extended() && !parameters.equals(MailParameters.NONE))) {
            return Optional.of(SmtpReplies.UNKNOWN_PARAMETER);
        }
        if (mail.from() instanceof ReversePath.Sender(var mailbox)
                && mailbox.needsUtf8()
                && !parameters.smtpUtf8()) {
            return Optional.of(SmtpReplies.SENDER_NEEDS_UTF8);
        }
        return parameters.size().orElse(0) > profile.common().limits().messageOctets()
                ? Optional.of(SmtpOutcome.TOO_BIG.reply()) // RFC 1870 §6, S-029
                : Optional.empty();
    }

    /** Why this RCPT cannot be taken, whoever the recipient. */
    Optional<SmtpReply> refusal(SmtpCommand.Rcpt rcpt, SmtpCommand.Mail mail) {
        boolean dsn = profile.common().reports() && extended();
        if (rcpt.parameters().needsDsn() && !dsn) {
            return Optional.of(SmtpReplies.UNKNOWN_PARAMETER);
        }
        boolean needsUtf8 = rcpt.to() instanceof ForwardPath.To(var mailbox) && mailbox.needsUtf8();
        return needsUtf8 && !mail.parameters().smtpUtf8()
                ? Optional.of(SmtpReplies.RECIPIENT_NEEDS_UTF8) // RFC 6531 §3.5, S-046
                : Optional.empty();
    }

    Optional<SmtpReply> startTlsRefusal() {
        if (!profile.common().startTls()) {
            return Optional.of(SmtpReplies.NOT_HERE);
        }
        return tls ? Optional.of(SmtpReplies.TLS_ACTIVE) : Optional.empty();
    }

    /** RFC 4954 §4, S-038; without TLS the same answer for all. */
    Optional<SmtpReply> refusal(SmtpCommand.Auth auth) {
        if (!(profile instanceof SmtpProfile.Submission)) {
            return Optional.of(SmtpReplies.NOT_HERE);
        }
        if (hello.isEmpty()) {
            return Optional.of(SmtpReplies.HELLO_FIRST);
        }
        if (user.isPresent()) {
            return Optional.of(SmtpReplies.AUTH_DONE);
        }
        List<String> mechanisms = SmtpOffer.mechanisms(profile, tls);
        if (mechanisms.isEmpty() && !tls) {
            return Optional.of(SmtpReplies.AUTH_NEEDS_TLS);
        }
        return mechanisms.contains(auth.mechanism())
                ? Optional.empty()
                : Optional.of(SmtpReplies.UNKNOWN_MECHANISM);
    }

    SmtpEnvelope envelope(Transaction message) {
        String client = hello.map(Hello::client).orElse("");
        return message.envelope(client, with(message.mail()), user);
    }

    /** The word for the Received field (RFC 3848 §1, RFC 6531 §4.3, S-013). */
    private String with(SmtpCommand.Mail mail) {
        if (!extended()) {
            return "SMTP";
        }
        boolean lmtp = profile instanceof SmtpProfile.Lmtp;
        String plain = lmtp ? "LMTP" : "ESMTP";
        String utf8 = lmtp ? "UTF8LMTP" : "UTF8SMTP";
        String base = mail.parameters().smtpUtf8() ? utf8 : plain;
        return base + (tls ? "S" : "") + (user.isPresent() ? "A" : "");
    }
}
