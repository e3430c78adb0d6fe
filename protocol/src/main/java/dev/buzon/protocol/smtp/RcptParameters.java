package dev.buzon.protocol.smtp;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What RCPT says beside the address (RFC 3461 §4.1, §4.2).
 *
 * @param notifyOn when to report; an empty set means NEVER, absence leaves it to the server
 * @param originalRecipient the address the sender used first
 */
public record RcptParameters(
        Optional<Set<NotifyOn>> notifyOn, Optional<OriginalRecipient> originalRecipient) {
    /** No parameter at all. */
    public static final RcptParameters NONE =
            new RcptParameters(Optional.empty(), Optional.empty());

    /** An event a sender wants to hear of. */
    public enum NotifyOn {
        SUCCESS,
        FAILURE,
        DELAY
    }

    public RcptParameters {
        notifyOn = notifyOn.map(Set::copyOf);
    }

    /** Whether it asks for something only DSN offers. */
    boolean needsDsn() {
        return notifyOn.isPresent() || originalRecipient.isPresent();
    }

    /**
     * The value of ORCPT, kept as it came (RFC 3461 §4.2; type utf-8: RFC 6533 §3).
     *
     * @param type the address type, such as {@code rfc822}
     * @param address the address, in xtext or in one of the forms of RFC 6533
     */
    public record OriginalRecipient(String type, String address) {
        /** Characters of an ORCPT value (RFC 3461 §4.2). */
        public static final int OCTETS = 500;

        private static final Pattern UTF8_ADDRESS =
                Pattern.compile("(?:[!-*,-<>-\\[\\]-~]|\\\\x\\{[0-9A-F]{2,6}\\}|[^\\x00-\\x7f])+");

        public OriginalRecipient {
            if (!isValid(type, address)) {
                throw new IllegalArgumentException("not an ORCPT value");
            }
        }

        static Optional<OriginalRecipient> parse(String value) {
            int semicolon = value.indexOf(';');
            if (semicolon < 0) {
                return Optional.empty();
            }
            String type = value.substring(0, semicolon);
            String address = value.substring(semicolon + 1);
            return isValid(type, address)
                    ? Optional.of(new OriginalRecipient(type, address))
                    : Optional.empty();
        }

        private static boolean isValid(String type, String address) {
            if (type.isEmpty() || address.isEmpty() || !Characters.onlyAlnumOr("-", type)) {
                return false;
            }
            if (Characters.octets(type) + 1 + Characters.octets(address) > OCTETS
                    || Characters.hasControl(address)) {
                return false;
            }
            boolean utf8 = type.equalsIgnoreCase("utf-8");
            return (utf8 && UTF8_ADDRESS.matcher(address).matches())
                    || Xtext.parse(address).isPresent();
        }

        @Override
        public String toString() {
            return type + ";" + address;
        }
    }
}
