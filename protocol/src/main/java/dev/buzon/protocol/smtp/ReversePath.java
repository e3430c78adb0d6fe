package dev.buzon.protocol.smtp;

/** Where reports about a message go: an address, or nowhere (RFC 5321 §4.1.2). */
public sealed interface ReversePath {
    /** {@code <>}: a report itself; nobody wants to hear about its fate (RFC 5321 §4.5.5). */
    record Nobody() implements ReversePath {
        @Override
        public String toString() {
            return "<>";
        }
    }

    /** The sender's address. */
    record Sender(Mailbox mailbox) implements ReversePath {
        @Override
        public String toString() {
            return "<" + mailbox + ">";
        }
    }
}
