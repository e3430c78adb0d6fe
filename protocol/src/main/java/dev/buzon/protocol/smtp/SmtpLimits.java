package dev.buzon.protocol.smtp;

/**
 * How much one connection may ask for.
 *
 * @param messageOctets of one message, announced as SIZE (RFC 1870 §3)
 * @param recipients of one message (RFC 5321 §4.5.3.1.8 asks for 100)
 * @param errorsInRow commands in a row that are answered with an error, before the connection ends
 * @param refusedRecipients of one connection: who asks for more is guessing names
 * @param failedLogins of one connection
 * @param droppedOctets of one message that are read and dropped behind its end of grace, before the
 *     connection ends
 */
public record SmtpLimits(
        long messageOctets,
        int recipients,
        int errorsInRow,
        int refusedRecipients,
        int failedLogins,
        long droppedOctets) {
    /** What a listener starts with: 64 MiB, 1000 recipients. */
    public static final SmtpLimits USUAL = new SmtpLimits(64L << 20, 1000, 20, 200, 5, 1L << 30);

    public SmtpLimits {
        if (messageOctets < 65_536 || recipients < 100) { // RFC 5321 §4.5.3.1.7, §4.5.3.1.8
            throw new IllegalArgumentException("less than every server must take");
        }
        if (errorsInRow < 1 || refusedRecipients < 1 || failedLogins < 1 || droppedOctets < 0) {
            throw new IllegalArgumentException("a limit must leave room for work");
        }
    }

    /** The same limits with another one for messages. */
    public SmtpLimits withMessageOctets(long octets) {
        return new SmtpLimits(
                octets, recipients, errorsInRow, refusedRecipients, failedLogins, droppedOctets);
    }

    /** The same limits with another one for recipients. */
    public SmtpLimits withRecipients(int count) {
        return new SmtpLimits(
                messageOctets, count, errorsInRow, refusedRecipients, failedLogins, droppedOctets);
    }
}
