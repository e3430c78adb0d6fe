package dev.buzon.protocol.smtp;

/** Where a message shall go (RFC 5321 §4.1.2). */
public sealed interface ForwardPath {
    /** {@code <Postmaster>} without a domain: the one in charge here (RFC 5321 §4.5.1, S-018). */
    record Postmaster() implements ForwardPath {
        @Override
        public String toString() {
            return "<Postmaster>";
        }
    }

    /** An address; a source route in front of it was read and forgotten (RFC 5321 §4.1.1.3). */
    record To(Mailbox mailbox) implements ForwardPath {
        @Override
        public String toString() {
            return "<" + mailbox + ">";
        }
    }
}
