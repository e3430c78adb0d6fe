package dev.buzon.protocol.smtp;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What MAIL says beside the address.
 *
 * @param size octets of the message as its sender estimates them (RFC 1870 §5)
 * @param body what the content may hold (RFC 6152 §2)
 * @param smtpUtf8 whether addresses and header fields may hold UTF-8 (RFC 6531 §3.4)
 * @param auth who submitted it, as another server says (RFC 4954 §5); {@code <>} means unknown;
 *     believed only from trusted peers
 * @param ret how much of the message a report shall bring back (RFC 3461 §4.3)
 * @param envid the sender's name for this envelope (RFC 3461 §4.4)
 */
public record MailParameters(
        OptionalLong size,
        Body body,
        boolean smtpUtf8,
        Optional<Xtext> auth,
        Optional<Ret> ret,
        Optional<Xtext> envid) {
    /** Characters of an ENVID (RFC 3461 §4.4). */
    public static final int ENVID_OCTETS = 100;

    /** No parameter at all. */
    public static final MailParameters NONE =
            new MailParameters(
                    OptionalLong.empty(),
                    Body.SEVEN_BIT,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** The BODY parameter. */
    public enum Body {
        SEVEN_BIT("7BIT"),
        EIGHT_BIT("8BITMIME");

        private final String keyword;

        Body(String keyword) {
            this.keyword = keyword;
        }

        /** The word on the wire. */
        public String keyword() {
            return keyword;
        }
    }

    /** The RET parameter. */
    public enum Ret {
        FULL,
        HDRS
    }

    /** Whether it asks for something only DSN offers (RFC 3461). */
    boolean needsDsn() {
        return ret.isPresent() || envid.isPresent();
    }
}
