package dev.buzon.protocol.smtp;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/**
 * One command, as a server reads it and as a client writes it (RFC 5321 §4.1). Arguments are
 * checked when a command is made, so that no value of these types can smuggle a line end.
 */
public sealed interface SmtpCommand {
    /** EHLO: hello, tell me what you offer (RFC 5321 §4.1.1.1). */
    record Ehlo(String client) implements SmtpCommand {
        public Ehlo {
            requireName(client);
        }
    }

    /** HELO: hello in the language of 1982 (RFC 5321 §4.1.1.1). */
    record Helo(String client) implements SmtpCommand {
        public Helo {
            requireName(client);
        }
    }

    /** LHLO: hello of LMTP (RFC 2033 §4.1). */
    record Lhlo(String client) implements SmtpCommand {
        public Lhlo {
            requireName(client);
        }
    }

    /** MAIL: a new message (RFC 5321 §4.1.1.2). */
    record Mail(ReversePath from, MailParameters parameters) implements SmtpCommand {}

    /** RCPT: one more recipient (RFC 5321 §4.1.1.3). */
    record Rcpt(ForwardPath to, RcptParameters parameters) implements SmtpCommand {}

    /** DATA: the content follows, dot-stuffed (RFC 5321 §4.1.1.4). */
    record Data() implements SmtpCommand {}

    /** BDAT: so many octets of content follow at once (RFC 3030 §2). */
    record Bdat(long octets, boolean last) implements SmtpCommand {
        public Bdat {
            if (octets < 0) {
                throw new IllegalArgumentException("a chunk has no fewer than 0 octets");
            }
        }
    }

    /** RSET: forget the message in hand (RFC 5321 §4.1.1.5). */
    record Rset() implements SmtpCommand {}

    /** NOOP: are you there? (RFC 5321 §4.1.1.9) */
    record Noop() implements SmtpCommand {}

    /** VRFY: do you know this one? (RFC 5321 §4.1.1.6) */
    record Vrfy() implements SmtpCommand {}

    /** EXPN: who is on this list? (RFC 5321 §4.1.1.7) */
    record Expn() implements SmtpCommand {}

    /** HELP (RFC 5321 §4.1.1.8). */
    record Help() implements SmtpCommand {}

    /** QUIT: goodbye (RFC 5321 §4.1.1.10). */
    record Quit() implements SmtpCommand {}

    /** STARTTLS: let us encrypt (RFC 3207 §4). */
    record StartTls() implements SmtpCommand {}

    /**
     * AUTH: this is who I am (RFC 4954 §4).
     *
     * @param mechanism the SASL mechanism, in upper case
     * @param initial the decoded initial response; present and empty for {@code =}
     */
    record Auth(String mechanism, Optional<Secret> initial) implements SmtpCommand {
        public Auth {
            if (!isMechanism(mechanism)) {
                throw new IllegalArgumentException("not a mechanism name");
            }
        }

        /** RFC 4422 §3.1: 1 to 20 capital letters, digits, hyphens and underscores. */
        static boolean isMechanism(String text) {
            return !text.isEmpty()
                    && text.length() <= 20
                    && Characters.onlyAlnumOr("-_", text)
                    && text.chars().noneMatch(Character::isLowerCase);
        }
    }

    /** A word that is no command here. */
    record Unknown() implements SmtpCommand {}

    /** The start of another protocol's talk: somebody else's words sent to our port. */
    record Foreign() implements SmtpCommand {}

    /** A known command that cannot be understood, and what to answer. */
    record Malformed(SmtpReply reply) implements SmtpCommand {}

    /** A BDAT whose length cannot be understood: nobody knows where the next command starts. */
    record MalformedBdat() implements SmtpCommand {}

    private static void requireName(String client) {
        if (!isName(client)) {
            throw new IllegalArgumentException("not a name for a greeting");
        }
    }

    /**
     * Whether a greeting may carry this name. More is taken than RFC 5321 §4.1.1.1 allows, since
     * the name is only noted; what would break out of a Received field is not.
     */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= Mailbox.DOMAIN_OCTETS
                && text.chars()
                        .allMatch(c -> Characters.isVisible(c) && "()<>@,;\\\"".indexOf(c) < 0);
    }
}
